/** Runs a task for each item, at most `limit` of them at a time; the results keep the order of the items. */
async function mapWithLimit(items, limit, task) {
  const results = new Array(items.length);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await task(items[index], index);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
