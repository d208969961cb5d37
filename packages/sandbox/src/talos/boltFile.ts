/**
 * Writes a database file of bbolt, which is what etcd keeps everything in. Source of
 * the layout: go.etcd.io/bbolt internal/common (page.go, meta.go, bucket.go).
 */
const PAGE_BYTES = 4096;
const HEADER_BYTES = 16;
const ELEMENT_BYTES = 16;

const LEAF = 0x02;
const META = 0x04;
const FREELIST = 0x10;
const IS_BUCKET = 0x01;

const MAGIC = 0xed0cdaed;
const VERSION = 2;
const ROOT_PAGE = 3;
/** Both metas, the list of free pages, and the root. */
const USED_PAGES = 4;

/** A key and its value. */
export type BoltEntry = readonly [key: Buffer | string, value: Buffer | string];

/** The buckets of a file by name, each with its entries in the order of their keys. */
export type BoltBuckets = ReadonlyMap<string, readonly BoltEntry[]>;

/**
 * The file with these buckets. All of them stand in its root page, so they have to be
 * small; the rest of the file is free pages, as in one that was compacted.
 *
 * @throws when the buckets do not fit
 */
export function boltFile(
  buckets: BoltBuckets,
  options: { pages: number },
): Buffer {
  const root = leaf(
    [...buckets]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([name, entries]) => ({
        flags: IS_BUCKET,
        key: Buffer.from(name),
        value: inlineBucket(entries),
      })),
    ROOT_PAGE,
  );
  if (root.length > PAGE_BYTES) {
    throw new Error(`The buckets take ${root.length} bytes, more than a page`);
  }
  const free = Array.from(
    { length: options.pages - USED_PAGES },
    (_, index) => USED_PAGES + index,
  );
  const file = Buffer.alloc(options.pages * PAGE_BYTES);
  const pages = [
    meta(0, options.pages),
    meta(1, options.pages),
    freelist(free),
    root,
  ];
  pages.forEach((page, index) => page.copy(file, index * PAGE_BYTES));
  return file;
}

/** Of a page: its number, what it is, how many elements it has. */
function header(id: number, flags: number, count: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeBigUInt64LE(BigInt(id), 0);
  bytes.writeUInt16LE(flags, 8);
  bytes.writeUInt16LE(count, 10);
  return bytes;
}

function leaf(
  elements: ReadonlyArray<{ flags: number; key: Buffer; value: Buffer }>,
  id = 0,
): Buffer {
  const table = Buffer.alloc(elements.length * ELEMENT_BYTES);
  const content: Buffer[] = [];
  let at = table.length;
  elements.forEach(({ flags, key, value }, index) => {
    const begin = index * ELEMENT_BYTES;
    // Where the key is, counted from the element itself.
    [flags, at - begin, key.length, value.length].forEach((field, place) =>
      table.writeUInt32LE(field, begin + place * 4),
    );
    content.push(key, value);
    at += key.length + value.length;
  });
  return Buffer.concat([header(id, LEAF, elements.length), table, ...content]);
}

/** A bucket that is too small for a page of its own: page 0 says so. */
function inlineBucket(entries: readonly BoltEntry[]): Buffer {
  return Buffer.concat([
    Buffer.alloc(16),
    leaf(
      entries.map(([key, value]) => ({
        flags: 0,
        key: Buffer.from(key as string),
        value: Buffer.from(value as string),
      })),
    ),
  ]);
}

function freelist(pages: readonly number[]): Buffer {
  const ids = Buffer.alloc(pages.length * 8);
  pages.forEach((page, index) => ids.writeBigUInt64LE(BigInt(page), index * 8));
  return Buffer.concat([header(2, FREELIST, pages.length), ids]);
}

/** There are two, written in turn; the one of the later transaction is right. */
function meta(number: 0 | 1, pages: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(VERSION, 4);
  bytes.writeUInt32LE(PAGE_BYTES, 8);
  bytes.writeBigUInt64LE(BigInt(ROOT_PAGE), 16);
  bytes.writeBigUInt64LE(2n, 32);
  bytes.writeBigUInt64LE(BigInt(pages), 40);
  bytes.writeBigUInt64LE(BigInt(number), 48);
  bytes.writeBigUInt64LE(fnv1a(bytes.subarray(0, 56)), 56);
  return Buffer.concat([header(number, META, 0), bytes]);
}

/** FNV-1a of 64 bits. */
function fnv1a(bytes: Buffer): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) {
    // eslint-disable-next-line no-bitwise
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash;
}
