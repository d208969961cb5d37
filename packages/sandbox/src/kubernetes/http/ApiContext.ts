import { TokenRegistry } from '../auth/TokenRegistry';
import { LogSource } from '../LogSource';
import { VersionedObjectStore } from '../ObjectStore';
import { ListSnapshots } from './ListSnapshots';

/** What every handler of the API may use. */
export interface ApiContext {
  store: VersionedObjectStore;
  snapshots: ListSnapshots;
  users: TokenRegistry;
  now: () => number;
  logSource?: LogSource;
  bookmarkIntervalMs: number;
}
