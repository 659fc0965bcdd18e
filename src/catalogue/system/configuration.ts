import { bool, int, many, one, request, response, shape, string, strings } from "../schema.ts";
import {
  ApiConfig,
  LockAndExitConfig,
  MessageConfig,
  OrdersConfig,
  UpdateConfigWarning,
} from "../groups/configuration.ts";

export const ConfigRequest = shape("ConfigRequest", {
  reqId: int(1, "TODO"),
});

export const REQ_CONFIG = request({
  id: 108,
  name: "REQ_CONFIG",
  about: "TODO",
  shape: ConfigRequest,
  text: null,
  since: "CONFIG",
  protobuf: "CONFIG",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const ConfigResponse = shape("ConfigResponse", {
  reqId: int(1, "TODO"),
  lockAndExit: one(2, LockAndExitConfig, "TODO"),
  messages: many(3, MessageConfig, "TODO"),
  api: one(4, ApiConfig, "TODO"),
  orders: one(5, OrdersConfig, "TODO"),
});

export const CONFIG_RESPONSE = response({
  id: 110,
  name: "CONFIG_RESPONSE",
  about: "TODO",
  shape: ConfigResponse,
  text: null,
  since: "CONFIG",
  protobuf: "CONFIG",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const UpdateConfigRequest = shape("UpdateConfigRequest", {
  reqId: int(1, "TODO"),
  lockAndExit: one(2, LockAndExitConfig, "TODO"),
  messages: many(3, MessageConfig, "TODO"),
  api: one(4, ApiConfig, "TODO"),
  orders: one(5, OrdersConfig, "TODO"),
  acceptedWarnings: many(6, UpdateConfigWarning, "TODO"),
  resetAPIOrderSequence: bool(7, "TODO"),
});

export const UPDATE_CONFIG = request({
  id: 109,
  name: "UPDATE_CONFIG",
  about: "TODO",
  shape: UpdateConfigRequest,
  text: null,
  since: "UPDATE_CONFIG",
  protobuf: "UPDATE_CONFIG",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});

export const UpdateConfigResponse = shape("UpdateConfigResponse", {
  reqId: int(1, "TODO"),
  status: string(2, "TODO"),
  message: string(3, "TODO"),
  changedFields: strings(4, "TODO"),
  errors: strings(5, "TODO"),
  warnings: many(6, UpdateConfigWarning, "TODO"),
});

export const UPDATE_CONFIG_RESPONSE = response({
  id: 111,
  name: "UPDATE_CONFIG_RESPONSE",
  about: "TODO",
  shape: UpdateConfigResponse,
  text: null,
  since: "UPDATE_CONFIG",
  protobuf: "UPDATE_CONFIG",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
