import type { KubeObject } from '@homestage/backstage-plugin-lab-common';
import type { KubernetesConnection } from '../../kubernetes/KubernetesConnection';
import { waitFor } from '../../process/waitFor';

/** A kind whose objects are changed while a store reads them. */
export interface ChurnedKind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** Of all objects, how many are of this kind. */
  readonly share: number;
  /** The part of an object that a change changes. */
  content(value: string): object;
}

/** A kind that only its definition makes, so that it can be replaced. */
export const WIDGET: ChurnedKind = {
  group: 'example.org',
  kind: 'Widget',
  plural: 'widgets',
  share: 0.2,
  content: value => ({ spec: { value } }),
};

/** Large and small ones, of the core, of a group, and of a definition. */
export const KINDS: readonly ChurnedKind[] = [
  {
    group: '',
    kind: 'ConfigMap',
    plural: 'configmaps',
    share: 0.5,
    content: value => ({ data: { value, text: 'Homestage '.repeat(50) } }),
  },
  {
    group: 'apps',
    kind: 'Deployment',
    plural: 'deployments',
    share: 0.3,
    content: value => ({
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' }, annotations: { value } },
          spec: {
            containers: [{ name: 'web', image: 'example.com/web:1' }],
          },
        },
      },
    }),
  },
  WIDGET,
];

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

function definition(version: string) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.org' },
    spec: {
      group: WIDGET.group,
      scope: 'Namespaced',
      names: {
        kind: WIDGET.kind,
        listKind: 'WidgetList',
        plural: WIDGET.plural,
        singular: 'widget',
      },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        },
      ],
    },
  };
}

/** The objects that are changed, and the ways to change them, as an administrator has them. */
export class Population {
  readonly #admin: KubernetesConnection;
  /** Names of all objects there may be, with their kinds. */
  readonly #names: ReadonlyArray<{ kind: ChurnedKind; name: string }>;
  #widgetVersion = 'v1';

  constructor(admin: KubernetesConnection, objects: number) {
    this.#admin = admin;
    this.#names = KINDS.flatMap(kind =>
      Array.from({ length: Math.round(objects * kind.share) }, (_, index) => ({
        kind,
        name: `${kind.plural}-${index}`,
      })),
    );
  }

  get size(): number {
    return this.#names.length;
  }

  /** Where objects of a kind are now: a replaced definition has another version. */
  collection(kind: ChurnedKind): string {
    return `${this.#root(kind)}/namespaces/default/${kind.plural}`;
  }

  /** Defines widgets, and makes every object. */
  async create(): Promise<void> {
    await this.#define(this.#widgetVersion);
    const left = [...this.#names.keys()];
    const lane = async () => {
      for (let at = left.pop(); at !== undefined; at = left.pop()) {
        const { kind, name } = this.#names[at];
        await this.#admin.json(this.collection(kind), {
          method: 'POST',
          body: this.#object(kind, { name, value: 'first' }),
        });
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
  }

  /** Creates or changes one object. */
  async apply(index: number, value: string): Promise<boolean> {
    const { kind, name } = this.#names[index];
    const answer = await this.#admin.call(
      `${this.collection(kind)}/${name}?fieldManager=churn&force=true`,
      {
        method: 'PATCH',
        contentType: 'application/apply-patch+yaml',
        body: this.#object(kind, { name, value }),
      },
    );
    return answer.code < 300;
  }

  async remove(index: number): Promise<boolean> {
    const { kind, name } = this.#names[index];
    const answer = await this.#admin.call(`${this.collection(kind)}/${name}`, {
      method: 'DELETE',
    });
    return answer.code < 300;
  }

  /** Every object of a kind, as the API itself has it now. */
  async list(kind: ChurnedKind): Promise<KubeObject[]> {
    const { apiVersion, items } = await this.#admin.json(
      `${this.#root(kind)}/${kind.plural}`,
    );
    return items.map((item: object) => ({
      apiVersion,
      kind: kind.kind,
      ...item,
    }));
  }

  /** Deletes the definition of widgets with all of them, and defines them anew in another version. */
  async replaceDefinition(): Promise<void> {
    const name = `${DEFINITIONS}/widgets.example.org`;
    await this.#admin.json(name, { method: 'DELETE' });
    // The API deletes the objects before it lets the definition go.
    await waitFor(
      'the definition to be gone',
      async () => (await this.#admin.call(name)).code === 404,
    );
    this.#widgetVersion = this.#widgetVersion === 'v1' ? 'v2' : 'v1';
    await this.#define(this.#widgetVersion);
  }

  async #define(version: string): Promise<void> {
    await this.#admin.json(DEFINITIONS, {
      method: 'POST',
      body: definition(version),
    });
    await waitFor(
      'widgets to be served',
      async () =>
        (await this.#admin.call(this.collection(WIDGET))).code === 200,
    );
  }

  #root({ group }: ChurnedKind): string {
    switch (group) {
      case '':
        return '/api/v1';
      case WIDGET.group:
        return `/apis/${group}/${this.#widgetVersion}`;
      default:
        return `/apis/${group}/v1`;
    }
  }

  #object(
    kind: ChurnedKind,
    { name, value }: { name: string; value: string },
  ): object {
    return {
      apiVersion: this.#root(kind).replace(/^\/apis?\//, ''),
      kind: kind.kind,
      metadata: { name, namespace: 'default' },
      ...kind.content(value),
    };
  }
}
