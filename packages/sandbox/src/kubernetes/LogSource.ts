import { StoredObject } from './ObjectStore';

/** One line that a container wrote. @public */
export interface LogLine {
  /** RFC 3339 with fractions. */
  time: string;
  text: string;
}

/** What one container has written, and writes. @public */
export interface ContainerLog {
  /** Oldest first. */
  lines(): Iterable<LogLine>;
  /** Every line after the call, until the undo that it returns. */
  subscribe(listener: (line: LogLine) => void): () => void;
}

/** Where the API server finds the logs of pods; a kubelet is one. @public */
export interface LogSource {
  /** Undefined while the container has not started, or has no previous run. */
  logs(
    pod: StoredObject,
    container: string,
    options?: { previous?: boolean },
  ): ContainerLog | undefined;
}
