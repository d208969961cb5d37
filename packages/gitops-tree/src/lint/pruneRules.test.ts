import { ROOT } from '../__testUtils__/appsTree';
import { findingsIn } from '../__testUtils__/lintCases';
import type { LintCase } from '../__testUtils__/lintCases';

const pruning: Record<string, LintCase> = {
  'what stays when it is taken out is listed': {
    files: {
      'apps/n.yaml': `
        apiVersion: v1
        kind: Namespace
        metadata:
          name: home
          annotations:
            kustomize.toolkit.fluxcd.io/prune: disabled
      `,
    },
    found: [
      {
        rule: 'prune-disabled',
        severity: 'info',
        line: 6,
        message: expect.stringContaining('Namespace home'),
      },
    ],
  },
  'a Kustomization that deletes nothing is listed': {
    files: { 'flux/ks.yaml': ROOT.replace('prune: true', 'prune: false') },
    found: [{ rule: 'prune-disabled', file: 'flux/ks.yaml', line: 6 }],
  },
};

describe('the rules about pruning', () => {
  it.each(Object.entries(pruning))('%s', (_, { files, found = [] }) => {
    expect(findingsIn(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });
});
