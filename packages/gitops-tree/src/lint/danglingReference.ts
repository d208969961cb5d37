import { textField } from '../read/textField';
import type { Finding } from '../types';
import type { LintContext, LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

type Findings = Omit<Finding, 'rule'>[];

/**
 * A secret store, a storage class or a gateway that is named and nowhere
 * declared. Each only where the tree declares others of that kind: what it does
 * not declare at all is brought by something else. A warning, because charts
 * may bring one more.
 */
export const danglingReference: LintRule = {
  name: 'dangling-reference',
  check: context => [
    ...missingStores(context),
    ...missingClasses(context),
    ...missingGateways(context),
  ],
};

function missingStores(context: LintContext): Findings {
  const stores = context.index.secretStores;
  return context.applied
    .filter(
      ({ group, kind }) =>
        stores.length > 0 &&
        group === 'external-secrets.io' &&
        kind === 'ExternalSecret',
    )
    .flatMap(object => {
      const reference = ['spec', 'secretStoreRef'];
      const name = textField(object.manifest, ...reference, 'name');
      const kind =
        textField(object.manifest, ...reference, 'kind') ?? 'SecretStore';
      const isKnown = stores.some(
        store =>
          store.name === name &&
          store.kind === kind &&
          (kind === 'ClusterSecretStore' ||
            store.namespace === object.namespace),
      );
      return name === undefined || name.includes('$') || isKnown
        ? []
        : [
            {
              severity: 'warning' as const,
              ...placeInObject(context, object, name),
              message: `ExternalSecret ${object.namespace ?? ''}/${
                object.name
              } reads from the ${kind} ${name}, which the tree does not declare`,
              mend: `Use one of ${namesOf(stores)}, or add the store.`,
            },
          ];
    });
}

function missingClasses({ index }: LintContext): Findings {
  const classes = index.storageClasses;
  return [...index.volumes, ...index.databases]
    .filter(
      ({ state, storageClass }) =>
        state === 'reached' &&
        classes.length > 0 &&
        storageClass &&
        !/[${]/.test(storageClass) &&
        !classes.some(({ name }) => name === storageClass),
    )
    .map(({ file, line, column, owner, storageClass }) => ({
      severity: 'warning' as const,
      file,
      line,
      column,
      message: `${owner} wants the storage class ${storageClass}, which the tree does not declare`,
      mend: `Use one of ${namesOf(classes)}, or add the class.`,
    }));
}

function missingGateways({ index }: LintContext): Findings {
  const { gateways } = index;
  const told = new Set<string>();
  return index.hostnames
    .filter(({ state }) => state === 'reached' && gateways.length > 0)
    .flatMap(claim =>
      claim.gateways
        .filter(({ name, namespace = claim.namespace }) => {
          const key = `${claim.owner} ${namespace}/${name}`;
          const isNew = !told.has(key);
          told.add(key);
          return (
            isNew &&
            !/[${]/.test(name + namespace) &&
            !gateways.some(
              gateway =>
                gateway.name === name && gateway.namespace === namespace,
            )
          );
        })
        .map(({ name, namespace = claim.namespace }) => ({
          severity: 'warning' as const,
          file: claim.file,
          line: claim.line,
          column: claim.column,
          message: `${claim.owner} is served at the Gateway ${namespace}/${name}, which the tree does not declare`,
          mend: `Use one of ${gateways
            .map(gateway => `${gateway.namespace}/${gateway.name}`)
            .join(', ')}, or add the gateway.`,
        })),
    );
}

function namesOf(things: readonly { readonly name: string }[]): string {
  return [...new Set(things.map(({ name }) => name))].join(', ');
}
