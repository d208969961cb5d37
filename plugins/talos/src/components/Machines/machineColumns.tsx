import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  timeColumn,
  type LabColumn,
} from '@homestage/backstage-plugin-lab-react';
import {
  compareMachineStatus,
  MACHINE_STATUS_WORDS,
  machineStatusSchema,
  type MachineRow,
} from '@homestage/backstage-plugin-talos-common';
import type { talosTranslationRef } from '../../translation';
import { MachineStatusChip } from '../MachineStatusChip/MachineStatusChip';
import { Compared } from './Compared';
import { MachineLink } from './MachineLink';

type Translate = TranslationFunction<(typeof talosTranslationRef)['T']>;

function renderStatus(value: string) {
  const status = machineStatusSchema.safeParse(value);
  return status.success ? (
    <MachineStatusChip status={status.data} variant="text" />
  ) : (
    value
  );
}

function compareStatuses(a: string, b: string): number {
  const [left, right] = [a, b].map(text => machineStatusSchema.safeParse(text));
  return left.success && right.success
    ? compareMachineStatus(left.data, right.data)
    : 0;
}

/** The columns of the list of machines. */
export function machineColumns(
  t: Translate,
  options: { hasSeveralClusters: boolean },
): LabColumn<MachineRow>[] {
  const whyOf = (row: MachineRow) =>
    row.lastKnown
      ? `${row.message ?? ''} ${t('machines.lastKnown', {
          status: MACHINE_STATUS_WORDS[row.lastKnown].label,
        })}`.trim()
      : row.message;
  return [
    {
      id: 'status',
      title: t('machines.status'),
      width: '124px',
      value: row => row.status,
      render: row => (
        <MachineStatusChip
          status={row.status}
          reason={whyOf(row)}
          variant="text"
        />
      ),
      compare: (a, b) => compareMachineStatus(a.status, b.status),
      facet: 'chips',
      renderFacet: renderStatus,
      compareFacets: compareStatuses,
      card: 'aside',
    },
    {
      id: 'name',
      title: t('machines.name'),
      width: 'minmax(110px, 1.2fr)',
      value: row => row.name,
      render: row => <MachineLink machine={row} />,
      card: 'title',
    },
    {
      id: 'role',
      title: t('machines.role'),
      width: 'minmax(92px, 0.9fr)',
      value: row => row.role,
      facet: 'menu',
      card: 'inline',
    },
    {
      id: 'address',
      title: t('machines.address'),
      width: 'minmax(110px, 1fr)',
      value: row => row.node,
      render: row => <code>{row.node}</code>,
      card: 'inline',
    },
    {
      id: 'host',
      title: t('machines.host'),
      width: 'minmax(70px, 0.6fr)',
      value: row => row.host && t(`machines.${row.host.kind}`),
      render: row =>
        row.host && (
          <span title={row.host.name}>{t(`machines.${row.host.kind}`)}</span>
        ),
      facet: 'menu',
      card: 'inline',
    },
    {
      id: 'stage',
      title: t('machines.stage'),
      width: 'minmax(72px, 0.7fr)',
      value: row => row.stage,
      facet: 'menu',
      card: 'none',
    },
    {
      id: 'version',
      title: t('machines.version'),
      width: 'minmax(80px, 0.7fr)',
      value: row => row.version.live,
      render: row => <Compared comparison={row.version} />,
      facet: 'menu',
      card: 'inline',
    },
    {
      id: 'schematic',
      title: t('machines.schematic'),
      width: 'minmax(108px, 0.9fr)',
      value: row => row.schematic.live,
      render: row => <Compared comparison={row.schematic} isShort />,
      card: 'none',
    },
    {
      id: 'why',
      title: t('machines.why'),
      width: 'minmax(120px, 2.4fr)',
      value: whyOf,
      render: row => <span title={whyOf(row)}>{whyOf(row)}</span>,
    },
    {
      id: 'problems',
      title: t('machines.problems'),
      width: '76px',
      value: row => row.problems,
      card: 'none',
    },
    timeColumn({ id: 'seen', title: t('machines.seen') }, row => row.asOf),
    {
      id: 'extensions',
      title: t('machines.extensions'),
      width: '84px',
      value: row => row.extensions,
      isHiddenAtFirst: true,
      card: 'none',
    },
    {
      id: 'cluster',
      title: t('machines.cluster'),
      width: 'minmax(80px, 1fr)',
      value: row => row.cluster,
      facet: 'menu',
      isHiddenAtFirst: !options.hasSeveralClusters,
      card: options.hasSeveralClusters ? 'inline' : 'none',
    },
  ];
}
