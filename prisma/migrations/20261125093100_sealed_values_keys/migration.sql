-- Erasing asks which sealed values a key opens; without this it reads every value ever sealed, holding locks meanwhile.
CREATE INDEX sealed_values_key_ids_idx ON sealed_values USING GIN (key_ids);
