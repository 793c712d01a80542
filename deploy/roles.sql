-- 以 postgres 身份运行一次：psql -f deploy/roles.sql
-- 表归 gongkai_owner，只在安装和升级时用；平台平时以 gongkai_app 连接，不能改表、不能停触发器。
CREATE ROLE gongkai_owner LOGIN;
CREATE ROLE gongkai_app LOGIN;
CREATE DATABASE gongkai OWNER gongkai_owner;
REVOKE ALL ON DATABASE gongkai FROM PUBLIC;
GRANT CONNECT ON DATABASE gongkai TO gongkai_app;
\connect gongkai
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO gongkai_owner;
GRANT USAGE ON SCHEMA public TO gongkai_app;
ALTER DEFAULT PRIVILEGES FOR ROLE gongkai_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gongkai_app;
ALTER DEFAULT PRIVILEGES FOR ROLE gongkai_owner IN SCHEMA public
  GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO gongkai_app;
