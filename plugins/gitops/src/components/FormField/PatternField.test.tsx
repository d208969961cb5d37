import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TestForm } from '../../__testUtils__/TestForm';
import { PatternField } from './PatternField';

describe('PatternField', () => {
  it('says what to write while the text does not fit, and nothing when it does', async () => {
    await renderInTestApp(
      <TestForm
        field={PatternField}
        path="memory"
        title="Memory"
        schema={{ pattern: '^[1-9][0-9]*(Mi|Gi)$' }}
        options={{ wrong: 'Write a size such as 512Mi.' }}
        rawErrors={['must match pattern']}
      />,
    );
    const input = screen.getByRole('textbox', { name: /Memory/ });
    await userEvent.type(input, '512');
    expect(screen.getByText('Write a size such as 512Mi.')).toBeInTheDocument();
    expect(screen.queryByText(/must match/)).not.toBeInTheDocument();
    expect(input).toBeInvalid();
    await userEvent.type(input, 'Mi');
    expect(screen.queryByText(/such as 512Mi/)).not.toBeInTheDocument();
  });

  it('offers the examples of its schema, and takes others', async () => {
    await renderInTestApp(
      <TestForm
        field={PatternField}
        path="preference"
        title="Preference"
        schema={{ examples: ['debian', 'fedora'] }}
      />,
    );
    const input = screen.getByRole('combobox', { name: /Preference/ });
    await userEvent.type(input, 'de');
    await userEvent.click(await screen.findByRole('option'));
    expect(input).toHaveValue('debian');
  });
});
