import { ApiStatusError } from '../ApiStatusError';
import { ContainerLog, LogLine } from '../LogSource';
import { StoredObject } from '../ObjectStore';
import { ApiAnswer } from './ApiRequest';
import { ApiContext } from './ApiContext';
import { refOf, ResourceRequest } from './resourceRequest';

function containerOf(pod: StoredObject, wanted: string | null): string {
  const containers: Array<{ name: string }> = pod.spec?.containers ?? [];
  const init: Array<{ name: string }> = pod.spec?.initContainers ?? [];
  const names = containers.map(({ name }) => name);
  if (wanted) {
    if ([...containers, ...init].some(({ name }) => name === wanted)) {
      return wanted;
    }
    throw ApiStatusError.badRequest(
      `container ${wanted} is not valid for pod ${pod.metadata.name}`,
    );
  }
  if (names.length !== 1) {
    throw ApiStatusError.badRequest(
      `a container name must be specified for pod ${
        pod.metadata.name
      }, choose one of: [${names.join(' ')}]`,
    );
  }
  return names[0];
}

function notStarted(pod: StoredObject, container: string, previous: boolean) {
  const { name } = pod.metadata;
  if (previous) {
    return ApiStatusError.badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  const status = (pod.status?.containerStatuses ?? []).find(
    (each: { name: string }) => each.name === container,
  );
  const why = status?.state?.waiting?.reason ?? 'ContainerCreating';
  return ApiStatusError.badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ${why}`,
  );
}

function sinceOf(query: URLSearchParams, now: number): number {
  const seconds = query.get('sinceSeconds');
  if (seconds) {
    return now - Number(seconds) * 1000;
  }
  const time = query.get('sinceTime');
  return time ? Date.parse(time) : -Infinity;
}

const isTrue = (query: URLSearchParams, name: string) =>
  ['true', '1', ''].includes(query.get(name) ?? 'false');

/** Which lines of a log a request wants, as text. */
function lineReader(query: URLSearchParams, now: number) {
  const since = sinceOf(query, now);
  const hasTimes = isTrue(query, 'timestamps');
  const tail = query.get('tailLines');
  const textOf = ({ time, text }: LogLine) =>
    `${hasTimes ? `${time} ` : ''}${text}\n`;
  const readText = (log: ContainerLog) => {
    const recent = [...log.lines()].filter(
      ({ time }) => !(Date.parse(time) < since),
    );
    const first = tail === null ? 0 : Math.max(recent.length - Number(tail), 0);
    return recent.slice(first).map(textOf).join('');
  };
  return { textOf, readText };
}

/** GET of `pods/NAME/log`, once or followed. */
export function podLog(
  context: ApiContext,
  request: ResourceRequest,
): ApiAnswer {
  const { query } = request.request;
  const pod = context.store.get(refOf(request));
  if (!pod) {
    throw ApiStatusError.notFound(
      request.resource.type,
      request.target.name ?? '',
    );
  }
  const container = containerOf(pod, query.get('container'));
  const previous = isTrue(query, 'previous');
  const log = context.logSource?.logs(pod, container, { previous });
  if (!log) {
    throw notStarted(pod, container, previous);
  }
  const { textOf, readText } = lineReader(query, context.now());
  if (!isTrue(query, 'follow') || previous) {
    const bytes = Buffer.from(readText(log));
    const limit = Number(query.get('limitBytes')) || bytes.length;
    return {
      text: bytes.subarray(0, limit).toString(),
      contentType: 'text/plain',
    };
  }
  return {
    contentType: 'text/plain',
    stream: to => {
      // Read here and not before, so that no line falls between it and the subscription.
      to.write(readText(log));
      const undoLines = log.subscribe(line => to.write(textOf(line)));
      const undoPod = context.store.watch(
        request.resource.type,
        ({ type, object }) => {
          if (type === 'DELETED' && object.metadata.uid === pod.metadata.uid) {
            to.end();
          }
        },
      );
      return () => {
        undoLines();
        undoPod();
      };
    },
  };
}
