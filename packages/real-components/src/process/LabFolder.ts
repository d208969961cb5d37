import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Where the programs of one lab keep what they need, and their logs. Both go when
 * the lab is removed, unless `HOMESTAGE_REAL_LOGS` names a folder for the logs:
 * `npm run test:real` does, and keeps them when a test failed.
 */
export class LabFolder {
  readonly path: string;
  readonly logs: string;

  private constructor(name: string) {
    this.path = mkdtempSync(path.join(tmpdir(), `homestage-${name}-`));
    const kept = process.env.HOMESTAGE_REAL_LOGS;
    this.logs = path.join(
      kept ?? this.path,
      kept ? path.basename(this.path) : 'logs',
    );
    mkdirSync(this.logs, { recursive: true });
  }

  static create(name: string): LabFolder {
    return new LabFolder(name);
  }

  /** A folder inside, made when it is not there. */
  folder(name: string): string {
    const folder = path.join(this.path, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  file(name: string): string {
    return path.join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
