const BATCH_SIZE = 1000;
const BATCHES_IN_PARALLEL = 3;

export async function fetchBatch(offset) {
  const response = await fetch(`${process.env.WAREHOUSE_URL}/holdings?offset=${offset}&limit=${BATCH_SIZE}`);
  return response.json();
}

export async function fetchAll() {
  const rows = [];
  for (let startOffset = 0; ; startOffset += BATCHES_IN_PARALLEL * BATCH_SIZE) {
    const batches = []; // Array of batch promises

    for (let i = 0; i < BATCHES_IN_PARALLEL; i++) {
      batches.push(fetchBatch(startOffset + i * BATCH_SIZE));
    }

    const results = await Promise.all(batches);
    rows.push(...results.flat());
    if (results.some((batch) => batch.length < BATCH_SIZE)) return rows;
  }
}
