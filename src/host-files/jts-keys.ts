/**
 * What the keys of `jts.ini` mean, as two tables: the keys that hosts write, and keys of other files that people put there,
 * where they do nothing.
 *
 * Sources: specimens of 2014 to 2026 from public repositories and issues; the vendor's documentation (`debug`); the notes in
 * IBC's sample `config.ini`. No documentation of the whole file is public, so a meaning that is only likely says so.
 */
export interface JtsKey {
  readonly section: string;
  readonly key: string;
  readonly about: string;
  /** How it is often misunderstood. */
  readonly misread?: string;
}

export const jtsKeys: readonly JtsKey[] = [
  {
    section: "IBGateway",
    key: "ApiOnly",
    about: "Whether the Gateway's login window offers the API only, or the FIX side too.",
  },
  {
    section: "IBGateway",
    key: "LocalServerPort",
    about: "A port of the Gateway's FIX side, most likely; 4000 in nearly every folder.",
    misread:
      "It is not the port of the API socket. That is set in the program (Configuration > API > Settings > Socket port) and kept in tws.xml or ibg.xml.",
  },
  { section: "IBGateway", key: "TrustedIPs", about: "Addresses whose API connections are accepted unasked." },
  {
    section: "IBGateway",
    key: "WriteDebug",
    about: "A switch of the Gateway for debug output; what it writes today is not documented.",
    misread: "It does not switch on the API message log, nor the debug level of the host's log (debug=1 does).",
  },
  { section: "IBGateway", key: "RemoteHostOrderRouting", about: "The server to which the Gateway sends orders." },
  { section: "IBGateway", key: "RemotePortOrderRouting", about: "The port of that server." },
  { section: "IBGateway", key: "MainWindow.Width", about: "Size of the Gateway's window." },
  { section: "IBGateway", key: "MainWindow.Height", about: "Size of the Gateway's window." },
  { section: "IBGateway", key: "APISettingsReady", about: "The Gateway's API settings have been stored once." },
  { section: "Logon", key: "Locale", about: "Language of the program; texts of API errors may follow it." },
  {
    section: "Logon",
    key: "TimeZone",
    about: "Time zone chosen at login; the times of the host's logs follow it or the machine's clock.",
  },
  { section: "Logon", key: "tradingMode", about: "Kind of the last login: p is paper trading, l is live." },
  { section: "Logon", key: "UserNameToDirectory", about: "The user folders; in older files each behind a user code." },
  { section: "Logon", key: "useRemoteSettings", about: "Settings are kept on the vendor's servers too." },
  { section: "Logon", key: "s3store", about: "The login window offers to keep settings on the vendor's servers." },
  { section: "Logon", key: "UseSSL", about: "Connections to the vendor's servers are encrypted." },
  { section: "Logon", key: "SupportsSSL", about: "Which servers took encrypted connections, and when." },
  { section: "Logon", key: "Steps", about: "A counter that the login keeps." },
  { section: "Logon", key: "Individual", about: "A kind of account, most likely." },
  { section: "Logon", key: "FontSize", about: "Size of the program's letters." },
  { section: "Logon", key: "screenHeight", about: "Height of the screen at the last start." },
  { section: "Logon", key: "colorPalletName", about: "The program's colours (sic)." },
  { section: "Logon", key: "os_titlebar", about: "Windows have the system's title bar." },
  { section: "Logon", key: "displayedproxymsg", about: "A message about proxies has been shown." },
  { section: "Logon", key: "ibkrBranding", about: "The variant of the vendor's name that is shown." },
  { section: "Logon", key: "AutoExit", about: "The program ends itself daily." },
  { section: "Logon", key: "AutoAcceptTOS", about: "Terms are accepted unasked." },
  {
    section: "Communication",
    key: "debug",
    about:
      "1: the host's own log is written at level DEBUG from the next start on. The API message log does not change.",
  },
  { section: "Communication", key: "Peer", about: "The vendor's server for the login." },
  { section: "Communication", key: "Region", about: "Region of the vendor's servers." },
  { section: "Communication", key: "Internal", about: "Of use inside the vendor's network only." },
  {
    section: "Communication",
    key: "LocalPort",
    about: "Local port of the connection to the vendor; 0 lets the system choose.",
  },
  { section: "Communication", key: "SettingsDir", about: "The settings folder, in older files." },
  { section: "Communication", key: "ctciAutoEncrypt", about: "Encryption of the FIX side." },
];

/** A key of another file. Its name is compared without regard to case, in whichever section it stands. */
export interface StrayKey {
  readonly key: string;
  readonly belongsTo: string;
  readonly remedy: string;
}

const ibc = "IBC's config.ini";
const program = "the program's API settings (tws.xml or ibg.xml)";
const inProgram = (setting: string): string => `Set it in the program: Configuration > API > Settings > ${setting}.`;
const inIbc = "If IBC starts the program, set it there; else it has no effect anywhere.";

export const strayKeys: readonly StrayKey[] = [
  { key: "AcceptIncomingConnectionAction", belongsTo: ibc, remedy: inIbc },
  { key: "AllowBlindTrading", belongsTo: ibc, remedy: inIbc },
  { key: "ExistingSessionDetectedAction", belongsTo: ibc, remedy: inIbc },
  { key: "OverrideTwsApiPort", belongsTo: ibc, remedy: inIbc },
  { key: "OverrideTwsMasterClientID", belongsTo: ibc, remedy: inIbc },
  { key: "ReadOnlyLogin", belongsTo: ibc, remedy: inIbc },
  { key: "AutoRestartTime", belongsTo: ibc, remedy: inIbc },
  { key: "AutoLogoffTime", belongsTo: ibc, remedy: inIbc },
  { key: "DismissPasswordExpiryWarning", belongsTo: ibc, remedy: inIbc },
  { key: "IbLoginId", belongsTo: ibc, remedy: "Take it out of this file, which every program of this user can read." },
  { key: "IbPassword", belongsTo: ibc, remedy: "Take it out of this file, which every program of this user can read." },
  { key: "IbDir", belongsTo: ibc, remedy: inIbc },
  { key: "MasterClientID", belongsTo: program, remedy: inProgram("Master API client ID") },
  { key: "ReadOnlyApi", belongsTo: program, remedy: inProgram("Read-Only API") },
  { key: "SocketPort", belongsTo: program, remedy: inProgram("Socket port") },
  { key: "ApiPort", belongsTo: program, remedy: inProgram("Socket port") },
  { key: "EnableSocketClients", belongsTo: program, remedy: inProgram("Enable ActiveX and Socket Clients") },
  { key: "socketClient", belongsTo: program, remedy: inProgram("Enable ActiveX and Socket Clients") },
  { key: "allowOnlyLocalhost", belongsTo: program, remedy: inProgram("Allow connections from localhost only") },
  { key: "createApiMsgLogFile", belongsTo: program, remedy: inProgram("Create API message log file") },
  { key: "includeMktData", belongsTo: program, remedy: inProgram("Include market data in API log file") },
  { key: "logLevel", belongsTo: program, remedy: inProgram("Logging level") },
];
