import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ObjectTree } from './ObjectTree';
import type { ObjectTreeNode } from './treeModel';

function node(
  id: string,
  children: ObjectTreeNode[] = [],
  isFailing: boolean = false,
): ObjectTreeNode {
  const content = <a href={`/${id}`}>{id}</a>;
  return { id, label: id, content, children, isFailing };
}

const nodes = [
  node('root', [
    node('healthy', [node('healthy-leaf')]),
    node('failing', [node('failing-leaf', [], true)], true),
  ]),
];

const lines = () =>
  screen.getAllByRole('treeitem').map(line => line.getAttribute('aria-label'));

async function renderTree(onOpen?: (line: ObjectTreeNode) => void) {
  renderInTestApp(<ObjectTree label="Tree" nodes={nodes} onOpen={onOpen} />);
  await screen.findByRole('tree');
}

describe('ObjectTree', () => {
  it('opens the way to what fails and folds what is healthy', async () => {
    await renderTree();
    expect(lines()).toEqual(['root', 'healthy', 'failing', 'failing-leaf']);
  });

  it('says depth, place and state of every line', async () => {
    await renderTree();
    const line = screen.getByRole('treeitem', { name: 'failing' });
    expect(line).toHaveAttribute('aria-level', '2');
    expect(line).toHaveAttribute('aria-posinset', '2');
    expect(line).toHaveAttribute('aria-setsize', '2');
    expect(line).toHaveAttribute('aria-expanded', 'true');
  });

  it('is walked, opened and folded with the keyboard', async () => {
    const onOpen = jest.fn();
    await renderTree(onOpen);
    act(() => screen.getByRole('treeitem', { name: 'root' }).focus());
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    expect(lines()).toContain('healthy-leaf');
    await userEvent.keyboard('{ArrowRight}');
    expect(
      screen.getByRole('treeitem', { name: 'healthy-leaf' }),
    ).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(lines()).not.toContain('healthy-leaf');
    await userEvent.keyboard('{End}{Enter}');
    expect(onOpen).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'failing-leaf' }),
    );
    await userEvent.keyboard('{Home}');
    expect(screen.getByRole('treeitem', { name: 'root' })).toHaveFocus();
  });

  it('is one stop for the Tab key where Enter opens a line', async () => {
    await renderTree(jest.fn());
    const stops = [
      ...screen.getAllByRole('treeitem'),
      ...screen.getAllByRole('link'),
    ].filter(element => element.tabIndex === 0);
    expect(stops).toHaveLength(1);
  });

  it('opens a lone child with its parent', async () => {
    renderInTestApp(
      <ObjectTree
        label="Tree"
        nodes={[node('root', [node('only', [node('a'), node('b')])])]}
      />,
    );
    await screen.findByRole('tree');
    expect(lines()).toEqual(['root', 'only', 'a', 'b']);
  });
});
