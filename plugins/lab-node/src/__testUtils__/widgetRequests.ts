import { refuse } from './FakeKubeApi';
import type { FakeFault, FakeRequest } from './FakeKubeApi';

/** Picks requests that are answered otherwise, or counted. */
export type RequestFilter = (request: FakeRequest) => boolean;

export const isWidgetList: RequestFilter = ({ path, isWatch }) =>
  path.endsWith('/widgets') && !isWatch;

export const isWidgetWatch: RequestFilter = ({ path, isWatch }) =>
  path.endsWith('/widgets') && isWatch;

/** A fault that refuses some requests with a code. */
export const answering =
  (filter: RequestFilter, code: number, headers = {}): FakeFault =>
  (request, response) => {
    if (!filter(request)) {
      return false;
    }
    refuse(response, code, headers);
    return true;
  };
