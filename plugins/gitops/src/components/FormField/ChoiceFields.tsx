import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  freeAddress,
  nextRuns,
  parseCron,
  parseSshKey,
  suggestSecretItem,
  type FormFacts,
} from '@homestage/backstage-plugin-gitops-common';
import { gitopsTranslationRef } from '../../translation';
import { TreeField, type TreeFieldProps } from './TreeField';

const pathOf = ({ namespace, name }: { namespace: string; name: string }) =>
  `${namespace}/${name}`;

/** A PostgreSQL cluster of the tree; says what saves it. */
export function DatabaseField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="database"
      optionsOf={facts => facts.databases.map(pathOf)}
      noteOf={(value, facts) => {
        const found = facts?.databases.find(each => pathOf(each) === value);
        return found && savedBy(found.backups, t);
      }}
    />
  );
}

/** A claim of the tree; says how large it is, of which class, and what saves it. */
export function ClaimField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="claim"
      optionsOf={facts => facts.volumes.map(pathOf)}
      noteOf={(value, facts) => {
        const found = facts?.volumes.find(each => pathOf(each) === value);
        return (
          found &&
          [
            t('field.claimIs', {
              size: found.size ?? t('field.sizeUnknown'),
              storageClass: found.storageClass ?? t('field.defaultClass'),
            }),
            savedBy(found.backups, t),
          ].join(' · ')
        );
      }}
    />
  );
}

type Translate = ReturnType<
  typeof useTranslationRef<(typeof gitopsTranslationRef)['T']>
>['t'];

function savedBy(backups: readonly string[], t: Translate): string {
  return backups.length > 0
    ? t('field.savedBy', { backups: backups.join(', ') })
    : t('field.savedByNothing');
}

/** Name of a machine that is to join: nobody's yet. */
export function NodeNameField(props: TreeFieldProps) {
  return <TreeField {...props} field="nodeName" />;
}

/** Address of a machine that is to join: no machine's and no app's. */
export function NodeAddressField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="nodeAddress"
      noteOf={(_, facts) => facts && t('field.addressFree')}
    />
  );
}

/** A machine of the tree that another is built like. */
export function NodeField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="like"
      optionsOf={facts => facts.nodes.map(({ name }) => name)}
      noteOf={(value, facts) => {
        const node = facts?.nodes.find(({ name }) => name === value);
        return (
          node &&
          t(node.isControlPlane ? 'field.controlPlaneAt' : 'field.workerAt', {
            address: node.address ?? t('field.addressUnknown'),
          })
        );
      }}
    />
  );
}

/** A load-balancer address; offers the first of the pools that is free. */
export function AddressField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="address"
      suggestionOf={freeAddress}
      noteOf={(_, facts) => facts && t('field.addressFree')}
    />
  );
}

/** A network of Multus for a second card; says who makes it. */
export function NetworkField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  return (
    <TreeField
      {...props}
      field="network"
      optionsOf={facts => facts.networks.map(pathOf)}
      noteOf={(value, facts) => {
        const type = facts?.networks.find(each => pathOf(each) === value)?.type;
        return type && t('field.networkIs', { type });
      }}
    />
  );
}

/** A public key; read back as its type and whose it says it is. */
export function SshKeyField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const describe = (value: string) => {
    const parsed = parseSshKey(value);
    if (!parsed.ok) {
      return undefined;
    }
    const { type, comment } = parsed.key;
    return comment
      ? t('field.sshKeyOf', { type, comment })
      : t('field.sshKeyOfNobody', { type });
  };
  return <TreeField {...props} field="sshKey" noteOf={describe} />;
}

/** A version of Talos; says which one the tree has. */
export function TalosVersionField(props: TreeFieldProps) {
  return <ClusterVersionField {...props} of="talos" />;
}

/** A version of Kubernetes; says which one the tree has. */
export function KubernetesVersionField(props: TreeFieldProps) {
  return <ClusterVersionField {...props} of="kubernetes" />;
}

function ClusterVersionField(
  props: TreeFieldProps & { readonly of: keyof FormFacts['versions'] },
) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { of: part, ...fieldProps } = props;
  return (
    <TreeField
      {...fieldProps}
      field="version"
      descriptionOf={({ versions }) => {
        const version = versions[part];
        return version && t('field.clusterVersionNow', { version });
      }}
    />
  );
}

/** A storage class that makes buckets. */
export function BucketClassField(props: TreeFieldProps) {
  return (
    <TreeField
      {...props}
      field="bucketClass"
      optionsOf={facts => facts.bucketClasses}
    />
  );
}

/** When something is done, as a cron expression: says when it runs next. */
export function ScheduleField(
  props: TreeFieldProps & { readonly now?: () => Date },
) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { now = () => new Date(), ...fieldProps } = props;
  const describe = (value: string) => {
    const parsed = parseCron(value);
    if (!parsed.ok) {
      return undefined;
    }
    const [first, second] = nextRuns(parsed.schedule, {
      after: now(),
      count: 2,
    }).map(inWords);
    if (!first) {
      return t('field.runsNever');
    }
    return second
      ? t('field.runsNext', { first, second })
      : t('field.runsOnce', { first });
  };
  return <TreeField {...fieldProps} field="schedule" noteOf={describe} />;
}

function inWords(moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(moment);
}

/** A store of External Secrets that the tree has. */
export function SecretStoreField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const describe = (value: string, facts?: FormFacts) => {
    const store = facts?.secretStores.find(({ name }) => name === value);
    return (
      store &&
      [
        store.provider &&
          t('field.storeOfProvider', { provider: store.provider }),
        store.namespace &&
          t('field.storeOfNamespace', { namespace: store.namespace }),
      ]
        .filter(Boolean)
        .join(' · ')
    );
  };
  return (
    <TreeField
      {...props}
      field="store"
      optionsOf={facts => facts.secretStores.map(({ name }) => name)}
      noteOf={describe}
    />
  );
}

/**
 * An item of a secret store, by its name: offers one of the shape that the tree's
 * others have, and says who reads it already.
 */
export function SecretItemField(props: TreeFieldProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const readers = (value: string, facts?: FormFacts) =>
    facts?.secretItems
      .filter(({ item }) => item === value)
      .map(({ reader }) => reader) ?? [];
  return (
    <TreeField
      {...props}
      field="item"
      optionsOf={facts => [
        ...new Set(facts.secretItems.map(({ item }) => item)),
      ]}
      suggestionOf={(facts, { app }) => {
        const name = String(app ?? '').split('/')[1];
        return name ? suggestSecretItem(name, facts) : undefined;
      }}
      noteOf={(value, facts) => {
        const names = readers(value, facts);
        return names.length > 0
          ? t('field.readBy', { names: names.join(', ') })
          : undefined;
      }}
    />
  );
}
