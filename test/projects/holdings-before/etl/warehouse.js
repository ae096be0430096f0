const BATCH_SIZE = 1000;

export async function fetchBatch(offset) {
  const response = await fetch(`${process.env.WAREHOUSE_URL}/holdings?offset=${offset}&limit=${BATCH_SIZE}`);
  return response.json();
}

export async function fetchAll() {
  const rows = [];
  for (let offset = 0; ; offset += BATCH_SIZE) {
    const batch = await fetchBatch(offset);
    rows.push(...batch);
    if (batch.length < BATCH_SIZE) return rows;
  }
}
