import type { SnapshotFile } from '@homestage/backstage-plugin-talos-common';

/** Hands a file to the browser, which asks or knows where it goes. */
export function saveFile(file: SnapshotFile): void {
  const url = URL.createObjectURL(file.content);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(url);
}
