import type {
  KubernetesAnswer,
  KubernetesRequest,
} from '../kubernetes/KubernetesConnection';

/** What earlier answers of the same server gave: resource versions, uids, tokens. */
export type Memory = Record<string, string>;

/** Who asks: all users but `admin` may do only what they were bound to. */
export type Asker = 'admin' | 'reader' | 'stranger';

/** One request, and what is kept of its answer. */
export interface Step extends Omit<KubernetesRequest, 'body'> {
  /** Unique in a transcript; names the step where servers differ. */
  name: string;
  path: string | ((memory: Memory) => string);
  body?: unknown | ((memory: Memory) => unknown);
  as?: Asker;
  /** Asked again and again until this holds: for what a server does on its own. */
  until?: (answer: KubernetesAnswer) => boolean;
  /** Remembers something of the answer for later steps. */
  remember?: (answer: any) => Memory;
  /** What of the answer's body is compared; the whole when unset. */
  show?: (body: any) => unknown;
}

/** A watch, and what is done while it is open. */
export interface WatchStep {
  name: string;
  watch: string | ((memory: Memory) => string);
  accept?: string;
  as?: Asker;
  /** Requests whose own answers are not compared. */
  during?: readonly Step[];
  /** The watch is read until it has this many events, or is over. */
  events: number;
  show?: (event: any) => unknown;
}

/** Something only the one who runs the server can do. */
export interface DeedStep {
  name: string;
  /** Makes the server forget its past: earlier resource versions are expired. */
  deed: 'expire';
}

export type AnyStep = Step | WatchStep | DeedStep;

/** A step's outcome, as it is compared. */
export interface Outcome {
  step: string;
  code?: number;
  /** Of those headers that clients read. */
  headers?: Record<string, string>;
  body: unknown;
}
