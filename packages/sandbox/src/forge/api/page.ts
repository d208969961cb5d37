import type { ForgeReply, ForgeRequest } from '../http/exchange';
import { json } from '../http/exchange';

/** Gitea's own bounds. */
const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 50;

/** Which part of a list is asked for. */
export function pageOf(request: ForgeRequest): { limit: number; skip: number } {
  const limit = positive(request.query.get('limit')) ?? DEFAULT_LIMIT;
  const page = positive(request.query.get('page')) ?? 1;
  const bounded = Math.min(limit, MAX_LIMIT);
  return { limit: bounded, skip: (page - 1) * bounded };
}

/** A list answer with the head fields Gitea gives. */
export function listReply(items: readonly object[], total: number): ForgeReply {
  return json(200, items, { 'X-Total-Count': String(total) });
}

function positive(text: string | null): number | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
