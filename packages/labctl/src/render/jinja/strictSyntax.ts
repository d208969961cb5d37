import { TemplateError } from '../TemplateError';
import { FILTERS, FILTER_ARGUMENTS } from './filters';
import { COMMENT_VARIABLE } from './prepareSource';
import { placeOf } from './syntax';
import type { SyntaxNode, SyntaxNodes } from './syntax';

/** Names that Python finds on a mapping before it looks inside. */
const PYTHON_METHODS = new Set(
  'clear copy fromkeys get items keys pop popitem setdefault update values'.split(
    ' ',
  ),
);

/** Fields of `loop` that both engines have and count alike. */
const LOOP_FIELDS = new Set(['first', 'index', 'index0', 'last', 'length']);

/** What an expression is called in a message, as its author wrote it. */
function wordsOf(node: SyntaxNode): string {
  if (node.typename === 'Symbol') {
    return String(node.value);
  }
  if (node.typename === 'LookupVal') {
    const key = node.val as SyntaxNode;
    const target = wordsOf(node.target as SyntaxNode);
    return key.typename === 'Literal' && typeof key.value === 'string'
      ? `${target}.${key.value}`
      : `${target}[…]`;
  }
  return 'the value';
}

/**
 * Rewrites the syntax tree of a template so that the engine cannot be lenient:
 * each name, member, condition, comparison and printed value goes through a check
 * that is a filter of our environment (see `checks.ts`). What makejinja would not
 * render to the same bytes is refused here, with its place.
 */
export class StrictSyntax {
  readonly #nodes: SyntaxNodes;
  readonly #template: string;
  readonly #source: readonly string[];
  /** Names that `set` gives outside of loops, and the loops' own. */
  readonly #setOutside = new Set<string>();
  readonly #setInLoops = new Map<string, SyntaxNode>();

  /** @param source - the wrapped source, line by line, as the parser saw it */
  constructor(
    nodes: SyntaxNodes,
    options: { template: string; source: readonly string[] },
  ) {
    this.#nodes = nodes;
    this.#template = options.template;
    this.#source = options.source;
  }

  /** The rewritten body of a template. */
  rewrite(body: SyntaxNode): SyntaxNode {
    this.#statement(body, false);
    for (const [name, node] of this.#setInLoops) {
      if (this.#setOutside.has(name)) {
        this.#fail(
          node,
          `"${name}" is set inside and outside of a loop, where Jinja keeps them apart: use two names`,
        );
      }
    }
    return body;
  }

  #fail(node: SyntaxNode, problem: string): never {
    throw new TemplateError(problem, placeOf(node, this.#template));
  }

  #statement(node: SyntaxNode, inLoop: boolean): void {
    switch (node.typename) {
      case 'NodeList':
        node.children?.forEach(child => this.#statement(child, inLoop));
        return;
      case 'Output':
        node.children = node.children?.map(child =>
          child.typename === 'TemplateData'
            ? child
            : this.#check('print', child, this.#value(child)),
        );
        return;
      case 'If':
        node.cond = this.#truth(node.cond as SyntaxNode);
        this.#statement(node.body as SyntaxNode, inLoop);
        if (node.else_) {
          this.#statement(node.else_ as SyntaxNode, inLoop);
        }
        return;
      case 'For':
        node.arr = this.#check(
          'list',
          node.arr as SyntaxNode,
          this.#value(node.arr as SyntaxNode),
        );
        this.#statement(node.body as SyntaxNode, true);
        if (node.else_) {
          this.#statement(node.else_ as SyntaxNode, inLoop);
        }
        return;
      case 'Set':
        this.#set(node, inLoop);
        return;
      default:
        this.#fail(
          node,
          `"${node.typename}" is not used in these templates: if, for and set are`,
        );
    }
  }

  #set(node: SyntaxNode, inLoop: boolean): void {
    const [target, ...more] = node.targets as SyntaxNode[];
    if (more.length > 0 || target.typename !== 'Symbol' || !node.value) {
      this.#fail(node, 'set gives one name one value: set name = value');
    }
    const name = String(target.value);
    if (inLoop && name !== COMMENT_VARIABLE) {
      this.#setInLoops.set(name, node);
    } else {
      this.#setOutside.add(name);
    }
    node.value = this.#value(node.value as SyntaxNode);
  }

  /** An expression whose parts are checked. */
  #value(node: SyntaxNode): SyntaxNode {
    switch (node.typename) {
      case 'Literal':
        return this.#literal(node);
      case 'Symbol':
        return this.#check('name', node, node, this.#text(node, node.value));
      case 'LookupVal':
        return this.#member(node, 'member');
      case 'Group':
      case 'Array':
        if (node.typename === 'Group' && node.children?.length !== 1) {
          this.#fail(node, 'a pair in brackets is no value here');
        }
        node.children = node.children?.map(child => this.#value(child));
        return node;
      case 'Filter':
        return this.#filter(node);
      case 'InlineIf':
        if (!node.else_) {
          this.#fail(node, 'an "if" inside a value needs its "else"');
        }
        node.cond = this.#truth(node.cond as SyntaxNode);
        node.body = this.#value(node.body as SyntaxNode);
        node.else_ = this.#value(node.else_ as SyntaxNode);
        return node;
      case 'And':
      case 'Or':
        node.left = this.#truth(node.left as SyntaxNode);
        node.right = this.#truth(node.right as SyntaxNode);
        return node;
      case 'Not':
        node.target = this.#truth(node.target as SyntaxNode);
        return node;
      case 'Compare':
        return this.#comparison(node);
      case 'In':
        return this.#binary(node, 'in', 'in');
      case 'Is':
        return this.#test(node);
      case 'Add':
        return this.#binary(node, 'calculate', '+');
      case 'Sub':
        return this.#binary(node, 'calculate', '-');
      case 'Concat':
        node.left = this.#printedPart(node.left as SyntaxNode);
        node.right = this.#printedPart(node.right as SyntaxNode);
        return node;
      case 'FunCall':
        return this.#fail(node, 'nothing is called in these templates');
      default:
        return this.#fail(node, `"${node.typename}" is not used here`);
    }
  }

  #literal(node: SyntaxNode): SyntaxNode {
    if (
      node.value instanceof RegExp ||
      (typeof node.value === 'number' && !Number.isSafeInteger(node.value))
    ) {
      this.#fail(node, 'values are text, whole numbers, true, false and none');
    }
    return node;
  }

  #printedPart(node: SyntaxNode): SyntaxNode {
    return this.#check('print', node, this.#value(node));
  }

  #truth(node: SyntaxNode): SyntaxNode {
    return this.#check('truth', node, this.#value(node));
  }

  #comparison(node: SyntaxNode): SyntaxNode {
    const [operand, ...more] = node.ops as SyntaxNode[];
    if (more.length > 0) {
      this.#fail(node, 'compare two values at a time, and join with "and"');
    }
    return this.#check(
      'compare',
      node,
      this.#value(node.expr as SyntaxNode),
      this.#text(node, operand.type),
      this.#value(operand.expr as SyntaxNode),
    );
  }

  #binary(node: SyntaxNode, check: string, operator: string): SyntaxNode {
    return this.#check(
      check,
      node,
      this.#value(node.left as SyntaxNode),
      this.#text(node, operator),
      this.#value(node.right as SyntaxNode),
    );
  }

  #test(node: SyntaxNode): SyntaxNode {
    const test = node.right as SyntaxNode;
    if (test.typename !== 'Symbol' || test.value !== 'defined') {
      this.#fail(node, '"is defined" is the only test used here');
    }
    const target = node.left as SyntaxNode;
    return this.#check('defined', node, this.#maybe(target));
  }

  /** A name or member that may be missing: what `default` and `is defined` take. */
  #maybe(node: SyntaxNode): SyntaxNode {
    if (node.typename === 'Symbol') {
      return node;
    }
    return node.typename === 'LookupVal'
      ? this.#member(node, 'maybe')
      : this.#value(node);
  }

  #member(node: SyntaxNode, check: 'member' | 'maybe'): SyntaxNode {
    const target = node.target as SyntaxNode;
    const key = node.val as SyntaxNode;
    const isDotted = this.#source[node.lineno]?.[node.colno] === '.';
    if (isDotted && PYTHON_METHODS.has(String(key.value))) {
      this.#fail(
        node,
        `".${key.value}" is a method in Jinja: write ["${key.value}"]`,
      );
    }
    if (
      target.typename === 'Symbol' &&
      target.value === 'loop' &&
      !LOOP_FIELDS.has(String(key.value))
    ) {
      this.#fail(node, `loop has ${[...LOOP_FIELDS].join(', ')}`);
    }
    return this.#check(
      check,
      node,
      this.#value(target),
      this.#value(key),
      this.#text(node, wordsOf(node)),
    );
  }

  #filter(node: SyntaxNode): SyntaxNode {
    const name = String((node.name as SyntaxNode).value);
    if (!Object.prototype.hasOwnProperty.call(FILTERS, name)) {
      this.#fail(
        node,
        `there is no filter "${name}" here: ${Object.keys(FILTERS).join(', ')}`,
      );
    }
    const [value, ...args] = (node.args as SyntaxNode).children ?? [];
    const [least, most] = FILTER_ARGUMENTS[name] ?? [0, 0];
    if (args.length < least || args.length > most) {
      this.#fail(node, `"${name}" takes ${least} to ${most} arguments`);
    }
    return this.#check(
      'filter',
      node,
      name === 'default' ? this.#maybe(value) : this.#value(value),
      this.#text(node, name),
      ...args.map(arg => this.#value(arg)),
    );
  }

  #text(node: SyntaxNode, value: unknown): SyntaxNode {
    return new this.#nodes.Literal(node.lineno, node.colno, value);
  }

  /** A call of a check: the place comes first, so that the check can name it. */
  #check(check: string, at: SyntaxNode, ...args: SyntaxNode[]): SyntaxNode {
    const { Filter, NodeList, Symbol: Name } = this.#nodes;
    const place = [this.#text(at, at.lineno), this.#text(at, at.colno)];
    return new Filter(
      at.lineno,
      at.colno,
      new Name(at.lineno, at.colno, check),
      new NodeList(at.lineno, at.colno, [...place, ...args]),
    );
  }
}
