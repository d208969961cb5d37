import { formatKindRef, objectKey, parseKindRef, refOf } from './kubeObject';
import { object } from './__fixtures__/kubeObjects';

describe('object keys', () => {
  it.each([
    ['a core object', 'v1/Pod', 'lab/Pod/default/sample'],
    [
      'a grouped object',
      'apps/v1/Deployment',
      'lab/Deployment.apps/default/sample',
    ],
  ])(
    'of %s carry cluster, kind, namespace and name',
    (_what, gvk, expected) => {
      expect(objectKey(refOf('lab', object(gvk)))).toBe(expected);
    },
  );

  it('of a cluster-scoped object have an empty namespace', () => {
    const node = object('v1/Node', { metadata: { namespace: undefined } });
    expect(objectKey(refOf('lab', node))).toBe('lab/Node//sample');
  });
});

describe('kind refs', () => {
  it.each(['Pod', 'Kustomization.kustomize.toolkit.fluxcd.io'])(
    '%s reads back as it was written',
    text => {
      expect(formatKindRef(parseKindRef(text))).toBe(text);
    },
  );
});
