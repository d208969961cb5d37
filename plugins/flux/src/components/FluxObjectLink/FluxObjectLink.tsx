import type { FluxStatus } from '@homestage/backstage-plugin-flux-common';
import {
  DataAge,
  ObjectLink,
  type ObjectLinkProps,
} from '@homestage/backstage-plugin-lab-react';
import { FluxStatusChip } from '../FluxStatusChip/FluxStatusChip';
import { useResourcePath } from './useResourcePath';

/** What the small card says, where it is known. */
export interface FluxObjectFacts {
  readonly cluster: string;
  readonly kind: string;
  /** Unset means that the kind is one of Flux. */
  readonly group?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: FluxStatus;
  readonly message?: string;
  readonly revision?: string;
  readonly since?: string;
}

/** Props of {@link FluxObjectLink}. */
export interface FluxObjectLinkProps {
  object: FluxObjectFacts;
  form?: ObjectLinkProps['form'];
  /** Shown beside the name; leave it out where the page is about one cluster. */
  hasCluster?: boolean;
}

function FactsCard(props: { object: FluxObjectFacts }) {
  const { status, message, revision, since } = props.object;
  return (
    <>
      <span>
        {status && <FluxStatusChip status={status} />}{' '}
        {since && <DataAge at={since} />}
      </span>
      {message && <span>{message}</span>}
      {revision && <code>{revision}</code>}
    </>
  );
}

/** A Flux object with its icon, a link to its page, and its facts on hover. */
export function FluxObjectLink(props: FluxObjectLinkProps) {
  const { object, form, hasCluster } = props;
  const pathOf = useResourcePath();
  return (
    <ObjectLink
      kind={object.kind}
      name={object.name}
      namespace={object.namespace}
      cluster={hasCluster ? object.cluster : undefined}
      to={pathOf(object)}
      form={form}
      card={object.status && <FactsCard object={object} />}
    />
  );
}
