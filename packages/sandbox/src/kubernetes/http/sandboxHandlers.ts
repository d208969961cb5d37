import { ApiStatusError } from '../ApiStatusError';
import { isRecord, JsonRecord } from '../store/json';
import { ApiAnswer } from './ApiRequest';
import { Fault, FaultMatch } from './Faults';
import { parseObject } from './parseBody';
import { RequestCounter } from './RequestCounter';

/** Everything that can be made to go wrong with the API. @public */
export interface FaultSwitches {
  /** Switches a fault on; its undo lifts it. */
  add(fault: Fault): () => void;
  list(): Fault[];
  /** Lifts every fault that was added. */
  clear(): void;
  /** Forgets history, so that older resource versions and page tokens are expired. */
  expire(): void;
  /** Ends the watches that match, in an orderly way. */
  endWatches(match?: FaultMatch): void;
  /** Closes every connection and the port. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
}

const NUMBERS: Readonly<Record<Fault['type'], string>> = {
  answer: 'code',
  delay: 'milliseconds',
  cut: 'afterBytes',
};

function faultOf(body: JsonRecord): Fault {
  const type = body.type as Fault['type'];
  const needed = NUMBERS[type];
  if (!needed || typeof body[needed] !== 'number') {
    throw ApiStatusError.badRequest(
      'a fault is {type: answer, code}, {type: delay, milliseconds}, {type: cut, afterBytes}, {type: expire}, {type: endWatches} or {type: down, seconds}',
    );
  }
  return body as unknown as Fault;
}

function switchOn(faults: FaultSwitches, body: JsonRecord): void {
  switch (body.type) {
    case 'expire':
      faults.expire();
      return;
    case 'endWatches':
      faults.endWatches(isRecord(body.match) ? body.match : undefined);
      return;
    case 'down': {
      const seconds = Number(body.seconds) || 1;
      // After the answer to this very request has gone out.
      setImmediate(() => {
        faults
          .goDown()
          .then(() => setTimeout(() => faults.comeBack(), seconds * 1000));
      });
      return;
    }
    default:
      faults.add(faultOf(body));
  }
}

function answerFaults(
  faults: FaultSwitches,
  method: string,
  body: Buffer,
): ApiAnswer {
  if (method === 'POST') {
    switchOn(faults, parseObject(body, undefined));
  } else if (method === 'DELETE') {
    faults.clear();
  }
  return { body: { faults: faults.list() } };
}

function answerRequests(requests: RequestCounter, method: string): ApiAnswer {
  const counts = requests.counts();
  if (method === 'DELETE') {
    requests.reset();
  }
  return { body: { requests: counts } };
}

/** The lab's own doors beside the API: faults, and the count of requests. */
export function answerSandbox(
  options: { faults: FaultSwitches; requests: RequestCounter },
  request: { path: string; method: string; body: Buffer },
): ApiAnswer {
  switch (request.path) {
    case '/sandbox/faults':
      return answerFaults(options.faults, request.method, request.body);
    case '/sandbox/requests':
      return answerRequests(options.requests, request.method);
    default:
      throw ApiStatusError.notServed();
  }
}
