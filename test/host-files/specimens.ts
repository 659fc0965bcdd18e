/**
 * Settings files as hosts of several eras write them. All names in them are invented: user folders have the length and the
 * letters of real ones, servers and addresses are those of documentation.
 */

/** 40 letters a to p, as user folders have had since about 2018. */
export const userFolder = (seed: number): string =>
  Array.from({ length: 40 }, (_, at) => String.fromCharCode(97 + ((seed * 7 + at * at + 3 * at) % 16))).join("");

export const [alice, bob, carol] = [userFolder(1), userFolder(2), userFolder(3)] as [string, string, string];

/** A Gateway of 2017: a user code and a short folder name. */
export const jtsIni2017 = [
  "[IBGateway]",
  "WriteDebug=false",
  "TrustedIPs=127.0.0.1",
  "MainWindow.Height=550",
  "RemoteHostOrderRouting=gw1.example.com",
  "RemotePortOrderRouting=4000",
  "ApiOnly=true",
  "LocalServerPort=4000",
  "",
  "[Logon]",
  "useRemoteSettings=false",
  "UserNameToDirectory=Qm9nVXNlcg10,abcdefghij",
  "tradingMode=p",
  "Steps=5",
  "Locale=en",
  "SupportsSSL=gw1.example.com:4000,true,20170813,false",
  "UseSSL=true",
  "",
  "[Communication]",
  "Internal=false",
  "LocalPort=0",
  "Peer=gw1.example.com:4001",
  "Region=us",
  "",
  "",
].join("\n");

/** A TWS of 2019 on Windows: folder names only, and a section with a time for each. */
export const jtsIni2019 = [
  "[IBGateway]",
  "ApiOnly=true",
  "",
  "[Logon]",
  "useRemoteSettings=true",
  `UserNameToDirectory=${alice},${bob}`,
  "TimeZone=Europe/Berlin",
  "FontSize=16",
  "tradingMode=l",
  "SupportsSSL=gw1.example.com:4000,true,20190521,false;gw2.example.com:4000,true,20190516,false",
  "s3store=true",
  "",
  "[settings]",
  `${carol}=1557982480322`,
  `${alice}=1558413840031`,
  "",
  "[Communication]",
  "Peer=gw2.example.com:4000",
  "Region=usr",
  "",
].join("\r\n");

/** A Gateway of 2026. */
export const jtsIni2026 = [
  "[IBGateway]",
  "WriteDebug=false",
  "TrustedIPs=127.0.0.1,192.0.2.7",
  "ApiOnly=true",
  "LocalServerPort=4000",
  "",
  "[Logon]",
  `UserNameToDirectory=${alice}`,
  "TimeZone=America/New_York",
  "tradingMode=p",
  "Locale=en",
  "ibkrBranding=pro",
  "",
  "[u:0123456789abcdef]",
  "AutoRestart=1",
  "",
  "[Communication]",
  "debug=1",
  "Peer=gw1.example.com:4001",
  "",
].join("\n");

/** What people write into it who take it for IBC's settings. */
export const jtsIniMisunderstood = [
  "TimeZone=Europe/Lisbon",
  "[IBGateway]",
  "LocalServerPort=4002",
  "AcceptIncomingConnectionAction=accept",
  "MasterClientId=0",
  "ReadOnlyApi=no",
  "TradingMode=paper",
  "[Logon]",
  "trustedips=127.0.0.1",
  "debug=1",
  "tradingMode=s",
  "IbPassword=not-shown",
].join("\n");

export const apiSettingsXml = (changes: Readonly<Record<string, string>> = {}): string => {
  const attributes: Readonly<Record<string, string>> = {
    varName: "api",
    dde: "false",
    readOnlyApi: "false",
    allowOnlyLocalhost: "true",
    socketClient: "true",
    autoOpenOrdDonwload: "true",
    port: "7497",
    logLevel: "2",
    masterClientID: "-1",
    includeMktData: "false",
    createApiMsgLogFile: "false",
    slowBufferTimeout: "30",
    encodeMessagesInAscii7: "false",
    ...changes,
  };
  const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Settings>\n\t<Other a="1"/>\n\t<ApiSettings ${text.join(" ")}/>\n</Settings>\n`;
};

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The first bytes of an encrypted file. */
export const encrypted = bytes("IBGZENC\0\0\0\0\x03\0\0\0\x03sixteen more bytes");
