import { Html, html } from './html';

const STEPS: Array<[name: string, seconds: number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, with the exact time on hover. */
export function timeView(iso: string, nowMs: number): Html {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1000));
  const step = STEPS.find(([, size]) => seconds >= size);
  const count = step ? Math.floor(seconds / step[1]) : 0;
  const text = step
    ? `${count} ${step[0]}${count === 1 ? '' : 's'} ago`
    : 'just now';
  return html`<time datetime="${iso}" title="${iso}">${text}</time>`;
}
