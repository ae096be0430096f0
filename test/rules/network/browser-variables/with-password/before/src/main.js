export const next_public_store = process.env.NEXT_PUBLIC_STORE;
