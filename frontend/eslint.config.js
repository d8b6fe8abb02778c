import lit from "eslint-plugin-lit";
import accessible from "eslint-plugin-lit-a11y";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

export default defineConfig(
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["test/**/*.ts"], extends: [typescript.configs.strict] },
  {
    files: ["src/**/*.ts"],
    extends: [
      typescript.configs.strictTypeChecked,
      lit.configs["flat/recommended"],
      accessible.configs.recommended,
    ],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      // Not among those that are recommended.
      "lit/attribute-names": "error",
      "lit/ban-attributes": "error",
      "lit/lifecycle-super": "error",
      "lit/no-classfield-shadowing": "error",
      "lit/no-native-attributes": "error",
      "lit/no-this-assign-in-render": "error",
      "lit/no-useless-template-literals": "error",
      "lit/no-value-attribute": "error",
      "lit/prefer-nothing": "error",
      "lit/prefer-static-styles": "error",
      "lit/value-after-constraints": "error",
      "lit-a11y/valid-lang": "error",
    },
  },
);
