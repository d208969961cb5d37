import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  CHANGE_STATUSES,
  deriveChangeStatus,
  type ChangeRow,
} from '@homestage/backstage-plugin-gitops-common';
import {
  DataAge,
  timeColumn,
  type LabColumn,
} from '@homestage/backstage-plugin-lab-react';
import type { gitopsTranslationRef } from '../../translation';
import { ChangeLegs } from './ChangeLegs';
import { ChangeStatusChip } from './ChangeStatusChip';
import { currentLeg } from './currentLeg';
import { Touched } from './Touched';
import styles from './Changes.module.css';

type Translate = TranslationFunction<(typeof gitopsTranslationRef)['T']>;

const rankOf = (row: ChangeRow) =>
  CHANGE_STATUSES.indexOf(deriveChangeStatus(row));

/** The columns of the list of changes. */
export function changeColumns(
  t: Translate,
  options: { hasSeveralRepositories: boolean },
): LabColumn<ChangeRow>[] {
  const words: string[] = CHANGE_STATUSES.map(status =>
    t(`changes.word.${status}`),
  );
  return [
    {
      id: 'status',
      title: t('changes.status'),
      width: '132px',
      value: row => t(`changes.word.${deriveChangeStatus(row)}`),
      render: row => <ChangeStatusChip row={row} />,
      compare: (a, b) => rankOf(a) - rankOf(b),
      facet: 'chips',
      compareFacets: (a, b) => words.indexOf(a) - words.indexOf(b),
      card: 'aside',
    },
    {
      id: 'title',
      title: t('changes.title'),
      width: 'minmax(200px, 3fr)',
      value: row => `#${row.number} ${row.title}`,
      render: row => (
        <span className={styles.title} title={row.title}>
          <Link href={row.url} target="_blank">
            #{row.number} {row.title}
          </Link>
        </span>
      ),
      card: 'title',
    },
    {
      id: 'touches',
      title: t('changes.touches'),
      width: 'minmax(120px, 2fr)',
      value: row =>
        [...row.entities.map(({ title }) => title), ...row.places].join(' ') ||
        undefined,
      render: row => <Touched row={row} />,
    },
    {
      id: 'way',
      title: t('changes.way'),
      width: '284px',
      value: row => row.legs && (currentLeg(row)?.leg ?? 'ready'),
      render: row => row.legs && <ChangeLegs row={row} />,
    },
    {
      id: 'repository',
      title: t('changes.repository'),
      width: 'minmax(100px, 1fr)',
      value: row => row.repository,
      facet: 'menu',
      isHiddenAtFirst: !options.hasSeveralRepositories,
      card: options.hasSeveralRepositories ? 'inline' : 'none',
    },
    {
      id: 'branch',
      title: t('changes.branch'),
      width: 'minmax(160px, 2fr)',
      value: row => row.branch,
      render: row => <code>{row.branch}</code>,
      isHiddenAtFirst: true,
      card: 'none',
    },
    {
      id: 'author',
      title: t('changes.author'),
      width: 'minmax(96px, 1fr)',
      value: row => row.author,
      isHiddenAtFirst: true,
      card: 'none',
    },
    timeColumn(
      { id: 'opened', title: t('changes.opened'), width: '80px', card: 'none' },
      row => row.createdAt,
    ),
    timeColumn(
      {
        id: 'updated',
        title: t('changes.updated'),
        width: '136px',
        card: undefined,
        // Of a forge that is silent nobody knows what has happened since.
        render: row => (
          <DataAge
            at={row.asOf ?? row.updatedAt}
            isStale={row.asOf !== undefined}
            form="bare"
          />
        ),
      },
      row => row.updatedAt,
    ),
  ];
}
