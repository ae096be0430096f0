export const port = Number(process.env.PORT ?? 4000);
