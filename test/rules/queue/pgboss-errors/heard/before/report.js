export const report = (error) => console.error(error);
