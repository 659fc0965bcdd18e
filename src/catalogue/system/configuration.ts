/** Reading and changing the configuration of TWS or Gateway; protobuf only. */
import { updateStatuses } from "../codes/system-codes.ts";
import {
  ApiConfig,
  LockAndExitConfig,
  MessageConfig,
  OrdersConfig,
  UpdateConfigWarning,
} from "../groups/configuration.ts";
import { bool, int, many, one, request, response, shape, string, strings } from "../schema.ts";

export const ConfigRequest = shape("ConfigRequest", {
  reqId: int(1, "Id of this request, repeated in the answer"),
});

export const REQ_CONFIG = request({
  id: 108,
  name: "REQ_CONFIG",
  about: "Asks for the configuration that the API can read. CONFIG_RESPONSE answers once.",
  shape: ConfigRequest,
  text: null,
  since: "CONFIG",
  protobuf: "CONFIG",
  official: {
    csharp: "ReqConfig",
    call: "reqConfigProtoBuf",
    tws: "Global Configuration: API, Orders, Messages, Lock and Exit",
  },
});

export const ConfigResponse = shape("ConfigResponse", {
  reqId: int(1, "Id of the request that this answers"),
  lockAndExit: one(2, LockAndExitConfig, "The daily logoff or restart"),
  messages: many(3, MessageConfig, "The prompts that TWS may show, each with its own switch"),
  api: one(4, ApiConfig, "The API settings and precautions"),
  orders: one(5, OrdersConfig, "The order settings"),
});

export const CONFIG_RESPONSE = response({
  id: 110,
  name: "CONFIG_RESPONSE",
  about: "The configuration of the host, in answer to REQ_CONFIG.",
  shape: ConfigResponse,
  text: null,
  since: "CONFIG",
  protobuf: "CONFIG",
  notes: ["A setting that is missing is one that this host does not tell."],
  official: {
    csharp: "ConfigResponse",
    call: "configResponseProtoBuf",
    tws: "Global Configuration: API, Orders, Messages, Lock and Exit",
  },
});

export const UpdateConfigRequest = shape("UpdateConfigRequest", {
  reqId: int(1, "Id of this request, repeated in the answer"),
  lockAndExit: one(2, LockAndExitConfig, "New values for the daily logoff or restart"),
  messages: many(3, MessageConfig, "Prompts to switch on or off, named by id"),
  api: one(4, ApiConfig, "New values for API settings and precautions"),
  orders: one(5, OrdersConfig, "New values for order settings"),
  acceptedWarnings: many(6, UpdateConfigWarning, "Warnings that the sender accepts beforehand, named by message id"),
  resetAPIOrderSequence: bool(7, "Whether API order ids start anew", { aka: ["resetApiOrderSequence"] }),
});

export const UPDATE_CONFIG = request({
  id: 109,
  name: "UPDATE_CONFIG",
  about:
    "Changes settings of the host; those that are left out stay as they are. UPDATE_CONFIG_RESPONSE answers, and names warnings that must be accepted in another try.",
  shape: UpdateConfigRequest,
  text: null,
  since: "UPDATE_CONFIG",
  protobuf: "UPDATE_CONFIG",
  official: { csharp: "UpdateConfig", call: "updateConfigProtoBuf", tws: "Apply in Global Configuration" },
});

export const UpdateConfigResponse = shape("UpdateConfigResponse", {
  reqId: int(1, "Id of the request that this answers"),
  status: string(2, "How the update ended", { codes: updateStatuses }),
  message: string(3, "The outcome in words"),
  changedFields: strings(4, "Paths of the settings that were changed, such as configuration.api.settings.loggingLevel"),
  errors: strings(5, "Paths of the settings that were refused"),
  warnings: many(6, UpdateConfigWarning, "Warnings that came up; to be sent back as acceptedWarnings to go on"),
});

export const UPDATE_CONFIG_RESPONSE = response({
  id: 111,
  name: "UPDATE_CONFIG_RESPONSE",
  about: "What became of the changes asked for with UPDATE_CONFIG.",
  shape: UpdateConfigResponse,
  text: null,
  since: "UPDATE_CONFIG",
  protobuf: "UPDATE_CONFIG",
  official: {
    csharp: "UpdateConfigResponse",
    call: "updateConfigResponseProtoBuf",
    tws: "outcome of Apply in Global Configuration",
  },
});
