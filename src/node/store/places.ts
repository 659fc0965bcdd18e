/** Where twscope keeps its own files, by the conventions of each system. */
import { homedir } from "node:os";
import { join } from "node:path";

export interface Places {
  /** Settings and keys. */
  readonly settings: string;
  /** Recordings. */
  readonly store: string;
}

/**
 * Sources: the XDG base directory specification; Apple's file system programming guide; Windows known folders.
 * @param env `TWSCOPE_STORE` and `TWSCOPE_SETTINGS` overrule the conventions
 */
export function places(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): Places {
  const convention = conventions(env, platform, home);
  return {
    settings: env["TWSCOPE_SETTINGS"] || convention.settings,
    store: env["TWSCOPE_STORE"] || convention.store,
  };
}

function conventions(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): Places {
  if (platform === "win32")
    return {
      settings: join(env["APPDATA"] || join(home, "AppData", "Roaming"), "twscope"),
      store: join(env["LOCALAPPDATA"] || join(home, "AppData", "Local"), "twscope", "recordings"),
    };
  if (platform === "darwin") {
    const base = join(home, "Library", "Application Support", "twscope");
    return { settings: base, store: join(base, "recordings") };
  }
  return {
    settings: join(absolute(env["XDG_CONFIG_HOME"]) ?? join(home, ".config"), "twscope"),
    store: join(absolute(env["XDG_DATA_HOME"]) ?? join(home, ".local", "share"), "twscope", "recordings"),
  };
}

/** The XDG specification says that a relative path must be ignored. */
const absolute = (path: string | undefined): string | undefined => (path?.startsWith("/") ? path : undefined);
