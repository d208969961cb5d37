import type { TreeObject } from './buildTree';
import { conformFaults } from './checkObjects';

describe('the checks of files', () => {
  it('refuse a field that a kind does not have', async () => {
    const faults = await conformFaults([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'misspelt' },
        daata: {},
      } as TreeObject,
    ]);
    expect(faults).toEqual([
      {
        what: 'ConfigMap misspelt',
        why: expect.stringContaining("'daata' not allowed"),
      },
    ]);
  });

  it('refuse a kind whose definition nobody has', async () => {
    const faults = await conformFaults([
      {
        apiVersion: 'nowhere.example.com/v1',
        kind: 'Thing',
        metadata: { name: 'x' },
      },
    ]);
    expect(faults).toEqual([
      {
        what: 'Thing x',
        why: expect.stringContaining('could not find schema'),
      },
    ]);
  });
});
