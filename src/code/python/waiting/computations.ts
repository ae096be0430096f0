import { instanceOf } from '../instances.ts';
import { externalName, isFrom } from '../origins.ts';
import type { Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';

/** Functions that keep a processor busy for longer than a request may be held up. */
const FUNCTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['PIL', ['Image.open', 'open']], ['cv2', ['imread', 'resize', 'cvtColor', 'imdecode']], ['librosa', ['load']], ['face_recognition', ['face_encodings']],
  ['sklearn', ['train_test_split']], ['pytesseract', ['image_to_string']], ['pdf2image', ['convert_from_bytes', 'convert_from_path']],
  ['matplotlib', ['pyplot.savefig']], ['weasyprint', ['HTML']], ['fitz', ['open']], ['pdfplumber', ['open']], ['lzma', ['compress']], ['bz2', ['compress']],
];

/** Objects whose methods do. */
const OBJECTS: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['sentence_transformers', ['SentenceTransformer', 'CrossEncoder'], /^(encode|predict)$/],
  ['whisper', ['load_model'], /^transcribe$/], ['faster_whisper', ['WhisperModel'], /^transcribe$/],
  ['ultralytics', ['YOLO'], /^(predict|track)$/], ['PIL', ['open'], /^(resize|thumbnail|rotate|filter|save|convert)$/],
  ['sklearn', ['RandomForestClassifier', 'RandomForestRegressor', 'KMeans', 'DBSCAN'], /^(fit|predict|fit_predict|fit_transform)$/],
];

/** Work for the processor by its name: `PIL.Image.open`; undefined of every other call. */
export function computationName(program: Program, { call: { callee }, place }: CallSite): string | undefined {
  const name = externalName(program, callee, place);
  if (name !== undefined) return FUNCTIONS.some(([library, names]) => isFrom(name, library, ...names)) ? name : undefined;
  if (callee.kind !== 'attribute') return undefined;
  const library = instanceOf(program, callee.object, place)?.library;
  return OBJECTS.some(([from, names, methods]) => isFrom(library, from, ...names) && methods.test(callee.name)) ? `${library}.${callee.name}` : undefined;
}
