import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { SourceState } from '@homestage/backstage-plugin-lab-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SourceBanner } from './SourceBanner';
import {
  groupSources,
  sourceSeverity,
  troubledSources,
} from './sourceSentence';

function source(overrides: Partial<SourceState> = {}): SourceState {
  return {
    source: 'kubernetes/lab/pods',
    title: 'Pods on lab',
    status: 'live',
    since: '2026-03-01T10:00:00Z',
    message: 'The cluster answers.',
    ...overrides,
  };
}

const stale = source({
  source: 'a',
  status: 'stale',
  title: 'Pods on lab',
  asOf: '2026-03-01T10:00:00Z',
  message: 'The API server does not answer.',
  nextStep: 'Check the control plane.',
});
const forbidden = source({
  source: 'b',
  status: 'forbidden',
  title: 'Events on lab',
  message: 'The account may not list events.',
});

describe('SourceBanner', () => {
  it('is silent while every source answers, starts, or is not installed', async () => {
    renderInTestApp(
      <>
        <SourceBanner
          sources={[
            source(),
            source({ source: 'c', status: 'syncing' }),
            source({ source: 'd', status: 'absent' }),
          ]}
        />
        <p>page</p>
      </>,
    );
    await screen.findByText('page');
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('says what is gone, what is kept, and what to do', async () => {
    renderInTestApp(<SourceBanner sources={[source(), stale]} />);
    const line = await screen.findByRole('status');
    expect(line).toHaveTextContent('Pods on lab');
    expect(line).toHaveTextContent('The API server does not answer (since');
    expect(line).toHaveTextContent('since');
    expect(line).toHaveTextContent('The facts below are kept from before.');
    expect(line).toHaveTextContent('Check the control plane.');
  });

  it('tells the most urgent and opens the rest', async () => {
    renderInTestApp(<SourceBanner sources={[forbidden, stale]} />);
    expect(await screen.findAllByRole('status')).toHaveLength(1);
    expect(screen.getByRole('status')).toHaveTextContent(
      '1 more source is not live.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    const lines = screen.getAllByRole('status');
    expect(lines[1]).toHaveTextContent('Nothing is known from there yet.');
  });
});

describe('SourceBanner of a cluster that is gone', () => {
  const kinds = ['Pod', 'Service', 'Node'].map(kind =>
    source({
      source: `kubernetes/lab/${kind}`,
      cluster: 'lab',
      status: 'stale',
      title: `${kind} on lab`,
      asOf: '2026-03-01T10:00:00Z',
      message: `lab does not answer for ${kind}: ECONNREFUSED`,
      nextStep: 'Check that the API of lab runs',
    }),
  );

  it('tells one trouble, and the kinds on demand', async () => {
    renderInTestApp(<SourceBanner sources={[forbidden, ...kinds]} />);
    const line = await screen.findByRole('status');
    expect(line).toHaveTextContent(
      /^Cluster lab\. Nothing new comes from it for 3 kinds of objects \(since .*\)\. The facts below are kept from before\. Check that the API of lab runs\. 1 more source is not live\./,
    );
    expect(line).not.toHaveTextContent('ECONNREFUSED');
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getAllByRole('status')).toHaveLength(5);
    expect(screen.getByText(/Service: ECONNREFUSED/)).toBeInTheDocument();
  });

  it.each([
    ['unreachable', 'It does not answer for 3 kinds of objects'],
    ['forbidden', 'The portal may not read 3 kinds of objects'],
    [
      'unauthenticated',
      "It refuses the portal's credential for 3 kinds of objects",
    ],
  ] as const)('says of kinds that are %s: %s', async (status, words) => {
    const troubled = kinds.map(kind => ({ ...kind, status, asOf: undefined }));
    renderInTestApp(<SourceBanner sources={troubled} />);
    expect(await screen.findByRole('status')).toHaveTextContent(
      `Cluster lab. ${words} (since`,
    );
  });

  it('is not a cluster where only some of its machines are gone', async () => {
    const machines = ['10.0.0.1', '10.0.0.2'].map(node => ({
      ...kinds[0],
      source: `talos/lab/${node}`,
      title: `Talos on ${node}`,
      message: `${node} did not answer in time.`,
    }));
    renderInTestApp(<SourceBanner sources={machines} />);
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^Talos on 10\.0\.0\.1\. 10\.0\.0\.1 did not answer in time \(since .*1 more source is not live\./,
    );
  });

  it('keeps clusters and states apart', () => {
    const other = { ...kinds[0], source: 'x', cluster: 'attic' };
    const refused = { ...kinds[0], source: 'y', status: 'forbidden' as const };
    expect(
      groupSources([...kinds, other, refused]).map(group => [
        group.cluster,
        group.sources.length,
      ]),
    ).toEqual([
      ['lab', 3],
      [undefined, 1],
      [undefined, 1],
    ]);
  });
});

describe('troubledSources', () => {
  it('puts what is gone now before what was never allowed', () => {
    const order = troubledSources([source(), forbidden, stale]);
    expect(order.map(each => each.source)).toEqual(['a', 'b']);
  });
});

describe('sourceSeverity', () => {
  it.each([
    ['live', 'ok'],
    ['syncing', 'info'],
    ['absent', 'info'],
    ['stale', 'warning'],
    ['forbidden', 'warning'],
    ['unauthenticated', 'error'],
    ['unreachable', 'error'],
    ['misconfigured', 'error'],
  ] as const)('%s is %s', (status, severity) => {
    expect(sourceSeverity(source({ status }))).toBe(severity);
  });
});
