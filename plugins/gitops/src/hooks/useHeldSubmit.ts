import { useEffect, type RefObject } from 'react';

/**
 * Holds the button that leaves a step of the scaffolder's form, which belongs to
 * the stepper and takes no word from a field: while `isHeld`, the button says
 * that it is disabled and why (`reasonId` is the id of the element with the
 * reason), and the form is not submitted, by mouse or keyboard. Pressing it
 * brings the reason into view.
 *
 * @param anchor - an element inside of the form
 */
export function useHeldSubmit(
  anchor: RefObject<HTMLElement>,
  { isHeld, reasonId }: { isHeld: boolean; reasonId: string },
): void {
  useEffect(() => {
    const form = anchor.current?.closest('form');
    if (!form || !isHeld) {
      return undefined;
    }
    const button = form.querySelector('button[type="submit"]');
    button?.setAttribute('aria-disabled', 'true');
    button?.setAttribute('aria-describedby', reasonId);
    const hold = (event: Event) => {
      event.preventDefault();
      event.stopPropagation();
      document.getElementById(reasonId)?.scrollIntoView?.({ block: 'center' });
    };
    // While it is on its way down: the form's own listener sits further up.
    form.addEventListener('submit', hold, true);
    return () => {
      form.removeEventListener('submit', hold, true);
      button?.removeAttribute('aria-disabled');
      button?.removeAttribute('aria-describedby');
    };
  }, [anchor, isHeld, reasonId]);
}
