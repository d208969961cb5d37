/**
 * Id that the Image Factory gives to a schematic: SHA-256 of its YAML as the
 * factory writes it (four blanks to a level, the overlay first). The factory
 * keeps the order of the extensions; they are sorted here, as its web page does.
 */
export async function schematicId(options: {
  extensions: readonly string[];
  overlay: { readonly name: string; readonly image: string } | null;
}): Promise<string> {
  const { extensions, overlay } = options;
  const text = [
    ...(overlay
      ? ['overlay:', `    image: ${overlay.image}`, `    name: ${overlay.name}`]
      : []),
    ...(extensions.length === 0
      ? ['customization: {}']
      : [
          'customization:',
          '    systemExtensions:',
          '        officialExtensions:',
          ...[...extensions].sort().map(name => `            - ${name}`),
        ]),
    '',
  ].join('\n');
  const sum = await globalThis.crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(text),
  );
  return Array.from(new Uint8Array(sum), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Schematic of nothing but Talos. */
export const PLAIN_SCHEMATIC =
  '376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba';
