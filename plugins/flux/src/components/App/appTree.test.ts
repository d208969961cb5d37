import { appObject } from '../../__testUtils__/fluxBuilders';
import { appTree } from './appTree';

const draw = () => null;

describe('appTree', () => {
  it('puts pods below their workload, and opens the way to a failing one', () => {
    const deployment = appObject();
    const pod = appObject({
      id: 'pod',
      kind: 'Pod',
      owner: deployment.id,
      severity: 'error',
    });
    const [top, ...others] = appTree([pod, deployment], draw);
    expect(others).toEqual([]);
    expect(top.id).toBe(deployment.id);
    expect(top.isFailing).toBe(true);
    expect(top.children.map(child => child.id)).toEqual(['pod']);
  });

  it('keeps what belongs to an object that is not in the list', () => {
    const tree = appTree([appObject({ owner: 'elsewhere' })], draw);
    expect(tree).toHaveLength(1);
  });

  it('shows every object once when owners go round in a circle', () => {
    const tree = appTree(
      [appObject({ id: 'a', owner: 'b' }), appObject({ id: 'b', owner: 'a' })],
      draw,
    );
    expect(tree.map(node => node.id)).toEqual(['a']);
    expect(tree[0].children.map(node => node.id)).toEqual(['b']);
  });
});
