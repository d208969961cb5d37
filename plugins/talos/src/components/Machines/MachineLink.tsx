import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { machineRouteRef } from '../../routes';

/** Props of {@link MachineLink}. */
export interface MachineLinkProps {
  machine: { cluster: string; node?: string; name: string };
}

/** A machine's name, leading to its page. */
export function MachineLink(props: MachineLinkProps) {
  const path = useRouteRef(machineRouteRef);
  const { cluster, node, name } = props.machine;
  return path && node ? (
    <Link href={path({ cluster, node })}>{name}</Link>
  ) : (
    <>{name}</>
  );
}
