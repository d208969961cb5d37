import { useMemo } from 'react';
import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { Container, Link } from '@backstage/ui';
import {
  EmptyState,
  LabTable,
  LiveView,
  StatusChip,
  type LabColumn,
} from '@homestage/backstage-plugin-lab-react';
import type { DriftRow } from '@homestage/backstage-plugin-talos-common';
import { useTalosDrift } from '../../hooks/useTalos';
import { talosTranslationRef } from '../../translation';
import { Mend } from './Mend';
import { MachineLink } from '../Machines/MachineLink';

type Translate = TranslationFunction<(typeof talosTranslationRef)['T']>;

const keyOf = ({ cluster, machine, what }: DriftRow) =>
  `${cluster}/${machine}/${what}`;

function placeOf({ file, line }: DriftRow): string | undefined {
  return file && `${file}:${line}`;
}

/** Its end says most: the machine or the scope, the file and the line. */
function shortPlace(row: DriftRow): string | undefined {
  const parts = placeOf(row)?.split('/') ?? [];
  return parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : placeOf(row);
}

/** What the machine has, or why that can not be said. */
function tellLive({ verdict, live, sentence }: DriftRow): string | undefined {
  return live ?? (verdict === 'notKnown' ? sentence : undefined);
}

function driftColumns(t: Translate): LabColumn<DriftRow>[] {
  return [
    {
      id: 'verdict',
      title: t('drift.verdict'),
      width: '112px',
      value: row => t(`drift.${row.verdict}`),
      render: row => (
        <StatusChip
          level={row.severity}
          word={t(`drift.${row.verdict}`)}
          reason={row.sentence}
          variant="text"
        />
      ),
      facet: 'chips',
      card: 'aside',
    },
    {
      id: 'machine',
      title: t('drift.machine'),
      value: row => row.machine,
      render: row => <MachineLink machine={{ ...row, name: row.machine }} />,
      facet: 'menu',
      card: 'title',
    },
    {
      id: 'what',
      title: t('drift.what'),
      width: '1.5fr',
      value: row => row.what,
      render: row => <span title={row.what}>{row.what}</span>,
      facet: 'menu',
    },
    {
      id: 'git',
      title: t('drift.git'),
      value: row => row.declared,
      render: row => <code title={row.declared}>{row.declared}</code>,
    },
    {
      id: 'live',
      title: t('drift.live'),
      width: '2fr',
      value: tellLive,
      render: row =>
        row.live ? (
          <code title={row.live}>{row.live}</code>
        ) : (
          <span title={tellLive(row)}>{tellLive(row)}</span>
        ),
    },
    {
      id: 'place',
      title: t('drift.place'),
      width: '1.8fr',
      value: placeOf,
      render: row =>
        row.url ? (
          <Link href={row.url} title={placeOf(row)}>
            {shortPlace(row)}
          </Link>
        ) : (
          <span title={placeOf(row)}>{shortPlace(row)}</span>
        ),
    },
    {
      id: 'mend',
      title: t('drift.mend'),
      width: '112px',
      value: row => row.mend?.template ?? row.mend?.runbook.page,
      render: row => <Mend row={row} />,
    },
  ];
}

/** Props of {@link DriftView}. */
export interface DriftViewProps {
  /** Unset while the first answer is on its way. */
  rows?: readonly DriftRow[];
}

/** The differences, each with the line in Git. */
export function DriftView(props: DriftViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const columns = useMemo(() => driftColumns(t), [t]);
  return (
    <LabTable
      id="talos-drift"
      label={t('drift.label')}
      rows={props.rows}
      columns={columns}
      rowKey={keyOf}
      empty={
        <EmptyState title={t('drift.emptyTitle')} message={t('drift.empty')} />
      }
    />
  );
}

/** Where the machines and Git differ. */
export function DriftPage() {
  const { t } = useTranslationRef(talosTranslationRef);
  return (
    <Container>
      <LiveView
        query={useTalosDrift()}
        subject={t('drift.subject')}
        skeleton={<DriftView />}
      >
        {data => <DriftView rows={data.rows} />}
      </LiveView>
    </Container>
  );
}
