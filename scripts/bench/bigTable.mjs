/** What is typed and taken back again: digits that names of the bench hold. */
const WORDS = ['h-43', 'h-27', 'h-31', 'h-99'];

/** What the browser does not tell of took less than this, in milliseconds. */
const SHORTEST_EVENT_MS = 16;

/** After a key the table has this long to follow, in milliseconds. */
const FOLLOW_MS = 400;

const GRID = '[role="grid"]';
const FIRST_ROW = `${GRID} [role="row"][data-index]`;

/**
 * Opens the list from another page of the portal, as a person does.
 *
 * @returns milliseconds from the click until the first rows are painted, and how
 * long of that the page's own thread worked
 */
async function timeFirstPaint(page, { from, link, session }) {
  await page.goto(from);
  const opener = page.locator(`a[href="${link}"]`).first();
  await opener.waitFor({ timeout: 120_000 });
  // What the page before is still doing is not the table's.
  await page.waitForLoadState('networkidle');
  const workedMs = await pageCpuMs(session);
  const painted = page.evaluate(
    row =>
      new Promise(resolve => {
        let clickedAt;
        document.addEventListener(
          'click',
          event => {
            clickedAt = event.timeStamp;
          },
          { capture: true, once: true },
        );
        const look = () => {
          if (clickedAt !== undefined && document.querySelector(row)) {
            // The frame that is being drawn shows it; the next one is after that.
            requestAnimationFrame(() => resolve(performance.now() - clickedAt));
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      }),
    FIRST_ROW,
  );
  await opener.click();
  const firstPaintMs = await painted;
  return { firstPaintMs, paintCpuMs: (await pageCpuMs(session)) - workedMs };
}

/** Notes, in the page, how long keys take and when the rows last changed. */
function watchKeys(grid) {
  const seen = { keys: [], rowsChangedAt: 0, pressedAt: 0 };
  window.benchKeys = seen;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (entry.name === 'keydown') {
        seen.keys.push(entry.duration);
      }
    }
  }).observe({ type: 'event', durationThreshold: 16 });
  document.addEventListener(
    'keydown',
    event => {
      seen.pressedAt = event.timeStamp;
    },
    { capture: true },
  );
  new MutationObserver(() => {
    requestAnimationFrame(() => {
      seen.rowsChangedAt = performance.now();
    });
  }).observe(document.querySelector(grid), {
    attributes: true,
    attributeFilter: ['aria-rowcount'],
  });
}

/**
 * Types into the filter and takes it back, key by key.
 *
 * @returns milliseconds of each key until the next paint, and until the rows follow
 */
async function timeKeys(page) {
  await page.evaluate(watchKeys, GRID);
  await page.getByRole('searchbox').last().click();
  const followMs = [];
  let pressed = 0;
  for (const word of WORDS) {
    const keys = [...word, ...Array(word.length).fill('Backspace')];
    for (const key of keys) {
      await page.keyboard.press(key);
      pressed += 1;
      await page.waitForTimeout(FOLLOW_MS);
      const { rowsChangedAt, pressedAt } = await page.evaluate(
        () => window.benchKeys,
      );
      if (rowsChangedAt > pressedAt) {
        followMs.push(rowsChangedAt - pressedAt);
      }
    }
  }
  const told = await page.evaluate(() => window.benchKeys.keys);
  const short = Array(Math.max(0, pressed - told.length));
  return { keyMs: [...told, ...short.fill(SHORTEST_EVENT_MS)], followMs };
}

/**
 * Answers the page's questions for the list with so many rows: the real ones, over
 * and over under other names. A lab of that size would measure the backend instead.
 */
async function serveRows(page, { answerUrl, headers, count }) {
  const response = await fetch(answerUrl, { headers });
  const { rows, ...rest } = await response.json();
  const answer = JSON.stringify({
    ...rest,
    revision: 'bench.1',
    rows: Array.from({ length: count }, (_, i) => ({
      ...rows[i % rows.length],
      name: `bench-${i}`,
    })),
  });
  await page.route(answerUrl, route =>
    route.request().headers()['if-none-match']
      ? route.fulfill({ status: 304 })
      : route.fulfill({ contentType: 'application/json', body: answer }),
  );
}

/** How long the page's own thread has worked, in milliseconds. */
async function pageCpuMs(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/**
 * Measures a table of many rows in the browser.
 *
 * @param context - a browser's context that is signed in
 * @param from - the page that links to the list
 * @param link - where that link leads
 * @param answerUrl - what the list asks for, with `headers`
 * @param count - how many rows there are to be
 */
export async function measureTable(options) {
  const page = await options.context.newPage();
  try {
    await serveRows(page, options);
    const session = await options.context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const paint = await timeFirstPaint(page, { ...options, session });
    const rows = Number(
      await page.locator(GRID).first().getAttribute('aria-rowcount'),
    );
    return { rows: rows - 1, ...paint, ...(await timeKeys(page)) };
  } finally {
    await page.close();
  }
}
