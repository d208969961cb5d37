module github.com/homestage/homestage/tools/talhelper

go 1.26.5

require github.com/budimanjojo/talhelper/v3 v3.1.16
