import { useEffect, useRef, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { useClock } from '../../clock/ClockContext';
import { labTranslationRef } from '../../translation';
import { focusSearchField } from './searchField';
import styles from './LabShortcuts.module.css';

/** After `g` the next letter must come within this time. */
const GO_WITHIN_MS = 1500;

/**
 * A page that a letter after `g` leads to.
 *
 * @public
 */
export interface ShortcutPage {
  /** One letter, unique in the list. */
  readonly letter: string;
  readonly title: string;
  readonly path: string;
}

/** @public */
export interface LabShortcutsProps {
  pages: readonly ShortcutPage[];
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        'input, textarea, select, [role="listbox"], [role="menu"]',
      ) !== null)
  );
}

function ShortcutList(props: LabShortcutsProps) {
  const { t } = useTranslationRef(labTranslationRef);
  return (
    <dl className={styles.list}>
      <dt>
        <kbd>/</kbd>
      </dt>
      <dd>{t('shortcuts.search')}</dd>
      <dt>
        <kbd>?</kbd>
      </dt>
      <dd>{t('shortcuts.help')}</dd>
      <dt>
        <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Enter</kbd>
      </dt>
      <dd>{t('shortcuts.rows')}</dd>
      {props.pages.map(page => (
        <div key={page.letter} className={styles.pair}>
          <dt>
            <kbd>g</kbd> {t('shortcuts.then')} <kbd>{page.letter}</kbd>
          </dt>
          <dd>{t('shortcuts.go', { page: page.title })}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * The keyboard of the whole portal: `/` focuses the filter or opens the
 * search, `?` lists the
 * shortcuts, `g` and a letter goes to a page. Draws nothing until asked. Put it
 * once at the app's root, by an AppRootElementBlueprint.
 *
 * @public
 */
export function LabShortcuts(props: LabShortcutsProps) {
  const { t } = useTranslationRef(labTranslationRef);
  const { pages } = props;
  const navigate = useNavigate();
  const clock = useClock();
  const goUntilMs = useRef(0);
  const [isListOpen, setListOpen] = useState(false);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isOurs =
        !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
      if (!isOurs || event.defaultPrevented || isTyping(event.target)) {
        return;
      }
      const isGo = clock.now() < goUntilMs.current;
      goUntilMs.current = 0;
      const page = isGo && pages.find(each => each.letter === event.key);
      if (page) {
        event.preventDefault();
        navigate(page.path);
      } else if (event.key === 'g') {
        goUntilMs.current = clock.now() + GO_WITHIN_MS;
      } else if (event.key === '/' && focusSearchField(document)) {
        event.preventDefault();
      } else if (event.key === '?') {
        event.preventDefault();
        setListOpen(true);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [pages, navigate, clock]);

  return (
    <Dialog isOpen={isListOpen} onOpenChange={setListOpen}>
      <DialogHeader>{t('shortcuts.title')}</DialogHeader>
      <DialogBody>
        <ShortcutList pages={pages} />
      </DialogBody>
    </Dialog>
  );
}
