import { FLUX_KINDS, fluxKind, isFluxKind } from './fluxKinds';

describe('FLUX_KINDS', () => {
  it('has one row per kind name, so that an address needs no group', () => {
    const names = FLUX_KINDS.map(({ kind }) => kind.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(FLUX_KINDS.map(row => [row.kind, row] as const))(
    '%s is found by its name and reads as a kind',
    (kind, row) => {
      expect(fluxKind(kind.toLowerCase())).toBe(row);
      expect(isFluxKind(row)).toBe(true);
      expect(row.group).toMatch(/^[a-z0-9.-]+\.[a-z]+$/);
      expect(row.plural).toMatch(/^[a-z]+$/);
    },
  );

  it('does not take a kind of the same name in another group', () => {
    expect(
      isFluxKind({ group: 'kustomize.config.k8s.io', kind: 'Kustomization' }),
    ).toBe(false);
  });
});
