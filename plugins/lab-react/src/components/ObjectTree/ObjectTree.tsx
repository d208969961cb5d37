import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { treeMove } from './treeKeys';
import {
  visibleLines,
  type ObjectTreeNode,
  type TreeChoices,
  type TreeLine,
} from './treeModel';
import styles from './ObjectTree.module.css';

/** @public */
export interface ObjectTreeProps {
  /** What it is the tree of, for screen readers. */
  label: string;
  nodes: readonly ObjectTreeNode[];
  /** Enter on a line. */
  onOpen?: (node: ObjectTreeNode) => void;
}

interface LineProps {
  line: TreeLine;
  isFocusable: boolean;
  onToggle: () => void;
}

function Line(props: LineProps) {
  const { line, isFocusable, onToggle } = props;
  const { node, depth } = line;
  const hasChildren = node.children.length > 0;
  const Arrow = line.isExpanded ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <div
      role="treeitem"
      className={styles.line}
      style={{ paddingInlineStart: `calc(${depth - 1} * var(--bui-space-5))` }}
      data-id={node.id}
      data-failing={node.isFailing}
      tabIndex={isFocusable ? 0 : -1}
      aria-level={depth}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={hasChildren ? line.isExpanded : undefined}
      aria-selected={isFocusable}
      aria-label={node.label}
    >
      {hasChildren ? (
        <button
          type="button"
          className={styles.toggle}
          tabIndex={-1}
          aria-hidden="true"
          onClick={onToggle}
        >
          <Arrow size={16} />
        </button>
      ) : (
        <span className={styles.toggle} />
      )}
      <span className={styles.content}>{node.content}</span>
      {node.aside && <span className={styles.aside}>{node.aside}</span>}
    </div>
  );
}

/**
 * What holds what, as lines that open and fold. The way to anything wrong is
 * open at first, what is healthy is folded; what a person opened or folded stays
 * so while the facts change below it.
 *
 * @public
 */
export function ObjectTree(props: ObjectTreeProps) {
  const { label, nodes, onOpen } = props;
  const root = useRef<HTMLDivElement>(null);
  const [choices, setChoices] = useState<TreeChoices>(new Map());
  const [focused, setFocused] = useState<string>();
  const lines = useMemo(() => visibleLines(nodes, choices), [nodes, choices]);
  const focusable = lines.some(line => line.node.id === focused)
    ? focused
    : lines[0]?.node.id;

  // Enter opens the line, so the links inside are no stops of their own: Tab
  // leaves a tree of hundreds of lines at once. Their owner draws them, hence here.
  useEffect(() => {
    const links = onOpen ? root.current?.querySelectorAll('a') : undefined;
    links?.forEach(link => {
      link.tabIndex = -1;
    });
  });

  const toggle = (id: string, open: boolean) =>
    setChoices(before => new Map(before).set(id, open));
  const focus = (id: string) => {
    setFocused(id);
    const line = root.current?.querySelector<HTMLElement>(
      `[data-id="${CSS.escape(id)}"]`,
    );
    line?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = lines.findIndex(line => line.node.id === focusable);
    const isOnLine = (event.target as HTMLElement).role === 'treeitem';
    const move = treeMove(lines, { index, key: event.key });
    // Enter on a link inside a line belongs to the link.
    if (!move || (event.key === 'Enter' && !isOnLine)) {
      return;
    }
    event.preventDefault();
    if (move.type === 'focus') {
      focus(move.id);
    } else if (move.type === 'toggle') {
      toggle(move.id, move.open);
    } else {
      onOpen?.(lines[index].node);
    }
  };
  return (
    <div
      ref={root}
      role="tree"
      tabIndex={-1}
      aria-label={label}
      className={styles.tree}
      onKeyDown={onKeyDown}
      onFocus={event => {
        const line = (event.target as HTMLElement).closest('[data-id]');
        setFocused(line?.getAttribute('data-id') ?? undefined);
      }}
    >
      {lines.map(line => (
        <Line
          key={line.node.id}
          line={line}
          isFocusable={line.node.id === focusable}
          onToggle={() => toggle(line.node.id, !line.isExpanded)}
        />
      ))}
    </div>
  );
}
