CREATE UNIQUE INDEX totals_key ON public.totals (shop, buyer);
