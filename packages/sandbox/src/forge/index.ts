export { startForge } from './startForge';
export type {
  FileChange,
  FileSet,
  Forge,
  ForgeFault,
  ForgeOptions,
  PushEvent,
  RepositoryOptions,
} from './types';
