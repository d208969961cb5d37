import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { StatusChip } from './StatusChip';
import type { StatusLevel } from './statusLevel';

const LEVELS: StatusLevel[] = [
  'ok',
  'info',
  'warning',
  'error',
  'unknown',
  'working',
  'suspended',
];

describe('StatusChip', () => {
  it('gives every level a word and a shape of its own', async () => {
    const { container } = renderInTestApp(
      <>
        {LEVELS.map(level => (
          <StatusChip key={level} level={level} />
        ))}
      </>,
    );
    for (const word of ['OK', 'Info', 'Warning', 'Error', 'Unknown']) {
      expect(await screen.findByText(word)).toBeInTheDocument();
    }
    const shapes = [...container.querySelectorAll('svg')].map(
      shape => shape.innerHTML,
    );
    expect(new Set(shapes).size).toBe(LEVELS.length);
  });

  it('says the word of the domain and why', async () => {
    renderInTestApp(
      <StatusChip level="error" word="Stalled" reason="It gave up." />,
    );
    expect(await screen.findByTitle('It gave up.')).toHaveTextContent(
      'Stalled',
    );
  });
});
