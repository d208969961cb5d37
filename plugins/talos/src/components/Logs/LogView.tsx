import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField } from '@backstage/ui';
import {
  FilterChips,
  fullTime,
  StateMessage,
  StatusShape,
} from '@homestage/backstage-plugin-lab-react';
import {
  LOG_LEVELS,
  type LogLevel,
  type LogLine,
} from '@homestage/backstage-plugin-talos-common';
import type { StreamState } from '../../hooks/useStream';
import { talosTranslationRef } from '../../translation';
import styles from './Logs.module.css';

/** Props of {@link LogView}. */
export interface LogViewProps
  extends Pick<StreamState<LogLine>, 'status' | 'error'> {
  lines: readonly LogLine[];
  isFollowing: boolean;
  again: () => void;
}

const SHAPES = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  debug: 'unknown',
  unknown: 'unknown',
} as const;

/** Lines with time and level, found by words and levels. */
export function LogView(props: LogViewProps) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { lines, status, error, isFollowing, again } = props;
  const [words, setWords] = useState('');
  const [levels, setLevels] = useState<ReadonlySet<LogLevel>>(new Set());
  const shown = lines.filter(
    line =>
      (levels.size === 0 || levels.has(line.level)) &&
      line.text.toLocaleLowerCase().includes(words.toLocaleLowerCase()),
  );
  if (status === 'waiting') {
    return (
      <p className={styles.quiet} role="status">
        {t('logs.waiting')}
      </p>
    );
  }
  return (
    <div className={styles.log}>
      <div className={styles.controls}>
        <div className={styles.search}>
          <SearchField
            size="small"
            aria-label={t('logs.search')}
            placeholder={t('logs.search')}
            value={words}
            onChange={setWords}
          />
        </div>
        <LevelChips lines={lines} levels={levels} onChange={setLevels} />
        <span className={styles.count} role="status">
          {t('logs.count', {
            shown: String(shown.length),
            total: String(lines.length),
          })}
        </span>
      </div>
      {(shown.length > 0 || status !== 'failed') && (
        <Lines
          lines={shown}
          none={t(lines.length > 0 ? 'logs.noMatch' : 'logs.empty')}
        />
      )}
      {status === 'failed' && (
        <StateMessage
          level="error"
          title={error?.message ?? t('logs.ended')}
          onRetry={again}
        />
      )}
      {status === 'ended' && (
        <p className={styles.quiet}>
          {isFollowing && `${t('logs.ended')} `}
          <Button size="small" variant="tertiary" onPress={again}>
            {t('logs.again')}
          </Button>
        </p>
      )}
    </div>
  );
}

function LevelChips(props: {
  lines: readonly LogLine[];
  levels: ReadonlySet<LogLevel>;
  onChange: (levels: ReadonlySet<LogLevel>) => void;
}) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { lines, levels, onChange } = props;
  const toggle = (level: LogLevel) => {
    const after = new Set(levels);
    if (!after.delete(level)) {
      after.add(level);
    }
    onChange(after);
  };
  return (
    <FilterChips
      label={t('logs.levels')}
      chips={LOG_LEVELS.map(level => ({
        value: level,
        count: lines.filter(line => line.level === level).length,
        isSelected: levels.has(level),
        content: (
          <>
            <StatusShape level={SHAPES[level]} sizePx={11} />{' '}
            {t(`logs.${level}`)}
          </>
        ),
      }))}
      onToggle={value => toggle(value as LogLevel)}
    />
  );
}

function Lines(props: { lines: readonly LogLine[]; none: string }) {
  const { t } = useTranslationRef(talosTranslationRef);
  const { lines, none } = props;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // New lines come into sight, unless somebody has gone back to read.
  useLayoutEffect(() => {
    if (box.current && isAtEnd.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [lines.length]);
  return (
    <div
      ref={box}
      className={styles.lines}
      role="log"
      aria-label={t('logs.lines')}
      // A box that scrolls has to be reached by the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        const { scrollTop, scrollHeight, clientHeight } = currentTarget;
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - 8;
      }}
    >
      {lines.length === 0 && <p className={styles.quiet}>{none}</p>}
      {lines.map((line, index) => (
        // Lines have no name; two of them may be word for word the same.
        <div key={index} className={styles.line} data-level={line.level}>
          <time dateTime={line.at} title={titleOf(line)}>
            {line.at && secondsOf(line.at)}
          </time>
          <span className={styles.level}>
            <StatusShape level={SHAPES[line.level]} sizePx={10} />
            <span>{t(`logs.${line.level}`)}</span>
          </span>
          <span className={styles.text}>{line.text}</span>
        </div>
      ))}
    </div>
  );
}

/** To the second, by the clock of who reads, as all times of the portal. */
function secondsOf(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false });
}

function titleOf(line: LogLine): string | undefined {
  return line.at && fullTime(Date.parse(line.at));
}
