import type { Entity } from '@backstage/catalog-model';
import { LAB_ANNOTATIONS } from '@homestage/backstage-plugin-lab-common';
import { catalogPath, entityCounts } from './entityCounts';

function entity(kind: string, type?: string, presence?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'any',
      annotations: presence ? { [LAB_ANNOTATIONS.presence]: presence } : {},
    },
    spec: type ? { type } : {},
  };
}

const countOf = (entities: Entity[], thing: string) =>
  entityCounts(entities).find(count => count.thing === thing);

describe('entityCounts', () => {
  it('counts each kind of thing, and what is only in one place', () => {
    const entities = [
      entity('Component', 'app', 'both'),
      entity('Component', 'app', 'git'),
      entity('Component', 'app', 'live'),
      entity('Resource', 'talos-node', 'both'),
      entity('System', undefined, 'both'),
    ];
    expect(countOf(entities, 'app')).toEqual({
      thing: 'app',
      total: 3,
      notLive: 1,
      notInGit: 1,
    });
    expect(countOf(entities, 'node')).toMatchObject({ total: 1, notLive: 0 });
    expect(countOf(entities, 'namespace')).toMatchObject({ total: 1 });
    expect(countOf(entities, 'virtualMachine')).toMatchObject({ total: 0 });
  });

  it('leaves out what the lab did not make', () => {
    expect(countOf([entity('Component', 'app')], 'app')).toMatchObject({
      total: 0,
    });
  });
});

describe('catalogPath', () => {
  it('leads to the list of exactly these things', () => {
    expect(decodeURIComponent(catalogPath('node'))).toBe(
      '/catalog?filters[kind]=resource&filters[type]=talos-node&filters[user]=all',
    );
  });
});
