import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

const OUT = "../custom_components/pronote/frontend";

/** The module contains Lit, whose licence asks for its notice. */
const NOTICE = readFileSync("node_modules/lit/LICENSE", "utf8").trim();

/** One module without a source map: the same sources give the same bytes. */
export default defineConfig({
  build: {
    lib: {
      entry: "src/index.ts",
      formats: ["es"],
      fileName: () => "pronote.js",
    },
    outDir: process.env["PRONOTE_FRONTEND_OUT"] ?? OUT,
    emptyOutDir: false,
    minify: true,
    rolldownOptions: {
      // By itself Vite leaves the blanks in a library.
      output: {
        minify: { codegen: { removeWhitespace: true } },
        postBanner: `/*!\nLit, https://lit.dev\n\n${NOTICE}\n*/`,
      },
    },
    sourcemap: false,
    target: "es2022",
    reportCompressedSize: false,
  },
});
