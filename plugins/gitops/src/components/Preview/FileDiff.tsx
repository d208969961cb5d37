import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type { PlannedFile } from '@homestage/backstage-plugin-gitops-common';
import { gitopsTranslationRef } from '../../translation';
import { diffLines, type DiffLine } from './diffLines';
import styles from './FileDiff.module.css';

const SIGNS: Readonly<Record<DiffLine['kind'], string>> = {
  added: '+',
  removed: '−',
  context: ' ',
  hunk: ' ',
};

/** Props of {@link FileDiff}. */
export interface FileDiffProps {
  file: PlannedFile;
}

/** One file of a change: its name, what happens to it, and its lines. */
export function FileDiff(props: FileDiffProps) {
  const { t } = useTranslationRef(gitopsTranslationRef);
  const { path, change, diff } = props.file;
  const lines = diffLines(diff);
  const count = (kind: DiffLine['kind']) =>
    lines.filter(line => line.kind === kind).length;
  return (
    <details className={styles.file} open>
      <summary className={styles.head}>
        <code className={styles.path}>{path}</code>
        <span className={styles.change} data-change={change}>
          {t(`preview.${change}`)}
        </span>
        <span className={styles.count}>
          {t('preview.lines', {
            added: String(count('added')),
            removed: String(count('removed')),
          })}
        </span>
      </summary>
      <div className={styles.scroll}>
        <table className={styles.lines} aria-label={path}>
          <tbody>
            {lines.map((line, at) => (
              <tr key={at} data-kind={line.kind}>
                <td className={styles.number}>{line.before}</td>
                <td className={styles.number}>{line.after}</td>
                <td className={styles.sign} aria-hidden>
                  {SIGNS[line.kind]}
                </td>
                <td className={styles.text}>
                  {(line.kind === 'added' || line.kind === 'removed') && (
                    <VisuallyHidden>
                      {t(`preview.${line.kind}`)}{' '}
                    </VisuallyHidden>
                  )}
                  {line.text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
